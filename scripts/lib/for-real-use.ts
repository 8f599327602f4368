import { register } from 'node:module';

/**
 * Sets this process up for real use, before it loads more. NODE_ENV=production means a portal without demo data and demo
 * logins, unless PORTAL_DEMO=1.
 */
export function forRealUse(): void {
  process.env.PORTAL_DEMO ||= process.env.NODE_ENV === 'production' ? '0' : '1';
  process.env.NODE_ENV = 'production';
  register('../../app/platform/load-as-is.mjs', import.meta.url);
}
