import { defineConfig } from 'prisma/config';

/** Settings of Prisma's command line; the portal itself connects through `app/platform/db.server.ts`. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/portal' },
});
