import { useRouteLoaderData } from '@remix-run/react';
import type { OrderingContext } from '~/domain/companies/context.server';
import type { loader as frameLoader } from '~/routes/app-frame/route';

/** The customer that this browser is ordering for, or null; also one that was deactivated since. */
export function useOrderingContext(): OrderingContext | null {
  return useRouteLoaderData<typeof frameLoader>('routes/app-frame/route')?.context ?? null;
}
