import { env } from '~/platform/env.server';

/** Users who may sign in: active, of an active company, and demo users only where the demo is switched on. */
export function mayEnter() {
  return {
    active: true,
    OR: [{ companyId: null }, { company: { active: true } }],
    ...(env().PORTAL_DEMO ? {} : { demo: false }),
  };
}
