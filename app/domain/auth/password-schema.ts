import { z } from 'zod';
import { isCommonPassword } from './common-passwords';
import { PASSWORD_MAX, typedPassword } from './schema';

/** Forms that set a password; apart from the others, since the list of common passwords is long. */

const PASSWORD_MIN = 10;

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
  if (isCommonPassword(plain) || new Set(plain).size < 3) return 'password_common';
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
