import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { singleton } from './singleton';
import type { S3Settings } from './storage/contract';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const fields = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  /** Where a worker answers /healthz, /readyz and /metrics; nowhere by default. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  PORTAL_URL: z.url().optional(),
  PORTAL_DATA_DIR: z.string().optional(),
  PORTAL_DEMO: flag.default(false),
  PORTAL_WORKER: flag.default(true),
  /** What passcodes are encrypted with; by default a file of the data directory. */
  PORTAL_SECRET: z
    .string()
    .regex(/^\S{16,}$/, 'needs at least 16 characters and no spaces')
    .optional(),
  /** Secrets of before, separated by spaces: they still open what they sealed. */
  PORTAL_SECRET_PREVIOUS: z
    .string()
    .default('')
    .transform((value) => value.split(/\s+/).filter(Boolean)),
  PORTAL_TRUST_PROXY: flag.default(false),
  DATABASE_URL: z.string().optional(),
  /** A database that says nothing for so long, in milliseconds, is away: the request is answered with 503. */
  DATABASE_TIMEOUT_MS: z.coerce.number().int().min(100).default(30_000),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(15),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  MEILI_URL: z.url({ protocol: /^https?$/ }).optional(),
  MEILI_API_KEY: z.string().optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default('repair-portal'),
  MEILI_TIMEOUT_MS: z.coerce.number().int().min(50).max(10_000).default(400),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  /** A storage that says nothing for so long, in milliseconds, is away. */
  S3_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Hosts of webhooks that may be called by HTTP and at private addresses: names, or names with the one port, separated by commas. */
  WEBHOOK_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  /** The provider of identities that staff may sign in with (OpenID Connect). */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(
      (value) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${value}/`),
      'needs https',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).default(''),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

const schema = fields.superRefine((settings, context) => {
  type Needed = 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID';
  const missing = (name: Needed, because: string) =>
    !settings[name] &&
    context.addIssue({ code: 'custom', path: [name], message: `is missing, ${because} is set` });
  if (settings.OIDC_ISSUER) missing('OIDC_CLIENT_ID', 'OIDC_ISSUER');
  if (settings.OIDC_CLIENT_ID) missing('OIDC_ISSUER', 'OIDC_CLIENT_ID');
  if (settings.S3_ENDPOINT) missing('S3_BUCKET', 'S3_ENDPOINT');
  if (settings.S3_ACCESS_KEY_ID) missing('S3_SECRET_ACCESS_KEY', 'S3_ACCESS_KEY_ID');
  if (settings.S3_SECRET_ACCESS_KEY) missing('S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY');
});

export type Env = z.infer<typeof schema> & {
  dataDir: string;
  publicUrl: string;
  https: boolean;
  /** The bucket that files are kept in; null where they are in the data directory. */
  s3: S3Settings | null;
  /** The provider of identities; null where staff sign in by password alone. Its name is empty unless it is set. */
  oidc: { issuer: string; clientId: string; clientSecret: string | null; name: string } | null;
};

/** Where the portal keeps what it writes when PORTAL_DATA_DIR is not set: beside the checkout, or, as root, under /var/lib. */
function defaultDataDir(checkout: string): string {
  if (process.getuid?.() !== 0) return path.join(checkout, '.data');
  const mark = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return path.join('/var/lib/repair-portal', `${path.basename(checkout)}-${mark}`);
}

/** Reads settings from `source`. Throws an Error with one line per wrong setting. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong settings in the environment:\n${lines.join('\n')}`);
  }
  const publicUrl = (parsed.data.PORTAL_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, '');
  return {
    ...parsed.data,
    publicUrl,
    https: publicUrl.startsWith('https:'),
    s3: readBucket(parsed.data),
    oidc: readProvider(parsed.data),
    dataDir: path.resolve(parsed.data.PORTAL_DATA_DIR ?? defaultDataDir(process.cwd())),
  };
}

function readProvider(settings: z.infer<typeof schema>): Env['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET, OIDC_NAME: name } = settings;
  if (!issuer || !clientId) return null;
  return { issuer, clientId, clientSecret: OIDC_CLIENT_SECRET ?? null, name };
}

function readBucket(settings: z.infer<typeof schema>): S3Settings | null {
  const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region, S3_TIMEOUT_MS: timeoutMs } = settings;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (!bucket) return null;
  return {
    ...{ bucket, endpoint, region, timeoutMs },
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
  };
}

/** The settings of this process. */
export function env(): Env {
  return singleton('env', () => readEnv(process.env));
}
