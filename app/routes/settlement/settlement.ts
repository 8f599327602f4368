import type { useLoaderData } from '@remix-run/react';
import type { Failed } from './actions.server';
import type { loader } from './route';

/** A settlement as its page gets it. */
export type Settlement = ReturnType<typeof useLoaderData<typeof loader>>['settlement'];
export type Invoice = Settlement['invoices'][number];

/** The form of a step: what was typed into it before, and what is wrong with it. */
export type StepProps = {
  settlement: Settlement;
  kept: Record<string, string>;
  failed: Failed | null;
};
