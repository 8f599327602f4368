import { z } from 'zod';
import { LOCALES } from '~/platform/i18n/locale';
import { cleanText } from '~/platform/text';
import { THEMES } from './rules';

/** Forms of sign-in and account. Messages are keys of the namespace `errors`, values behind a question mark. */

export const PASSWORD_MAX = 200;

/** An e-mail address as accounts are known by: trimmed, lower case, compatibility form. */
export const emailField = z
  .string()
  .default('')
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .refine((value) => value !== '', 'required')
  .refine((value) => value.length <= 254 && /^([^\s@]+@[^\s@]+)?$/.test(value), 'not_an_email');

/** A password as somebody types it to prove who they are. */
export const typedPassword = z
  .string()
  .default('')
  .refine((value) => value !== '', 'required')
  .refine((value) => value.length <= PASSWORD_MAX, `password_too_long?max=${PASSWORD_MAX}`);

export const signInSchema = z.object({ email: emailField, password: typedPassword });

export const forgotPasswordSchema = z.object({ email: emailField });

/** A code of an authenticator app, or a recovery code. */
const typedCode = z
  .string()
  .default('')
  .transform((value) => value.trim())
  .refine((value) => value !== '', 'required')
  .refine((value) => value.length <= 60, 'code_wrong');

export const codeSchema = z.object({ code: typedCode });

/** Proves who one is once more, with the one or the other. */
export const confirmPasswordSchema = z.object({ password: typedPassword });

/** Turns the authenticator app on; `sealed` is what the page sealed. */
export const turnOnSchema = z.object({ code: typedCode, sealed: z.string().max(2000).default('') });

/** Turns it off; `hasPassword` is false for people who sign in with a provider alone. */
export const turnOffSchema = (hasPassword: boolean) =>
  z.object({ password: hasPassword ? typedPassword : z.literal('').default(''), code: typedCode });

const passkeyName = z
  .string()
  .default('')
  .transform((value) => cleanText(value).replace(/\s+/g, ' '))
  .refine((value) => value !== '', 'required')
  .refine((value) => value.length <= 60, 'too_long?max=60');

/** A new passkey; `response` is what the browser made (WebAuthn, RegistrationResponseJSON). */
export const newPasskeySchema = z.object({
  name: passkeyName,
  response: z.string().max(64_000).default(''),
});

export const renamePasskeySchema = z.object({ name: passkeyName });

const locale = z.enum(LOCALES);
const theme = z.enum(THEMES);

export const profileSchema = z.object({
  name: z
    .string()
    .default('')
    .transform((value) => cleanText(value).replace(/\s+/g, ' '))
    .refine((value) => value !== '', 'required')
    .refine((value) => value.length <= 120, 'too_long?max=120'),
  /** Null follows the browser. */
  locale: z
    .literal('')
    .or(locale)
    .default('')
    .transform((value) => (value === '' ? null : value)),
  theme,
});

export type ProfileForm = z.output<typeof profileSchema>;

/** The switches of language and look that stand on every page; what is wrong counts as not given. */
export const preferencesSchema = z.object({
  locale: locale.optional().catch(undefined),
  theme: theme.optional().catch(undefined),
  redirectTo: z.string().optional().catch(undefined),
});
