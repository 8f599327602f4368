import { notFound } from '~/platform/http/responses.server';
import type { Viewer } from '../auth/rules';

/**
 * Where the people are that a viewer looks after: administrators' below /admin. For others, and at the other's place, there is
 * no such page: throws the 404.
 */
export function teamPath(viewer: Viewer, request: Request): '/people' | '/admin/people' {
  const looksAfter = ['administrator', 'reseller', 'partner'].includes(viewer.role);
  const base = viewer.role === 'administrator' ? '/admin/people' : '/people';
  if (!looksAfter || !new URL(request.url).pathname.toLowerCase().startsWith(base)) throw notFound();
  return base;
}
