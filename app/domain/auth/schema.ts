import { z } from 'zod';
import { LOCALES } from '~/platform/i18n/locale';
import { cleanText } from '~/platform/text';
import { COMMON_PASSWORDS } from './common-passwords';
import { THEMES } from './rules';

/** Forms of sign-in and account. Messages are keys of the namespace `errors`, values behind a question mark. */

const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

/** An e-mail address as accounts are known by: trimmed, lower case, compatibility form. */
export const emailField = z
  .string()
  .default('')
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .refine((value) => value !== '', 'required')
  .refine((value) => value.length <= 254 && /^([^\s@]+@[^\s@]+)?$/.test(value), 'not_an_email');

const typedPassword = z
  .string()
  .default('')
  .refine((value) => value !== '', 'required')
  .refine((value) => value.length <= PASSWORD_MAX, `password_too_long?max=${PASSWORD_MAX}`);

export const signInSchema = z.object({ email: emailField, password: typedPassword });

export const forgotPasswordSchema = z.object({ email: emailField });

/**
 * What is wrong with a new password (NIST SP 800-63B, 3.1.1.2: length and a blocklist, no rules of composition).
 * @param email the account's address, which the password must not be
 * @returns an error key, or null
 */
function passwordProblem(password: string, email: string): string | null {
  const length = [...password.normalize('NFKC')].length;
  if (length < PASSWORD_MIN) return `password_too_short?min=${PASSWORD_MIN}`;
  if (length > PASSWORD_MAX || password.length > PASSWORD_MAX * 2)
    return `password_too_long?max=${PASSWORD_MAX}`;
  const plain = password.normalize('NFKC').trim().toLowerCase();
  if (plain === email || plain === email.split('@')[0]) return 'password_is_email';
  if (COMMON_PASSWORDS.has(plain) || new Set(plain).size < 3) return 'password_common';
  return null;
}

type PasswordForm = { password: string; repeat: string };

function checkNewPassword(email: string) {
  return (form: PasswordForm, context: z.RefinementCtx) => {
    const problem = form.password === '' ? null : passwordProblem(form.password, email);
    if (problem) context.addIssue({ code: 'custom', path: ['password'], message: problem });
    else if (form.password !== form.repeat)
      context.addIssue({ code: 'custom', path: ['repeat'], message: 'password_mismatch' });
  };
}

const newPassword = {
  password: z
    .string()
    .default('')
    .refine((value) => value !== '', 'required'),
  repeat: z.string().default(''),
};

/** Sets a password by a mailed link, for the account with this address. */
export const resetPasswordSchema = (email: string) =>
  z.object(newPassword).superRefine(checkNewPassword(email));

/** Changes the password of a signed-in person with this address. */
export const changePasswordSchema = (email: string) =>
  z.object({ current: typedPassword, ...newPassword }).superRefine(checkNewPassword(email));

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
