import { isMain } from './lib/is-main';
import { prepare } from './prepare';

const HELP = `Makes an administrator and prints a link to set their password.
  npm run admin -- mail@example.org "Name"`;

/** The link for the administrator with this address, who is made when they are new. Throws an Error with one sentence. */
async function inviteAdmin(typedEmail: string, name: string): Promise<string> {
  const { emailField } = await import('../app/domain/auth/schema');
  const { createUserToken } = await import('../app/domain/auth/user-token.server');
  const { transaction } = await import('../app/platform/db.server');
  const { env } = await import('../app/platform/env.server');
  const email = emailField.safeParse(typedEmail);
  if (!email.success) throw new Error(`${typedEmail} is not an e-mail address.`);
  return transaction(async (tx) => {
    const known = await tx.user.findUnique({ where: { email: email.data } });
    if (known && known.role !== 'administrator')
      throw new Error(`${email.data} has an account already, as ${known.role}.`);
    const user =
      known ?? (await tx.user.create({ data: { email: email.data, name, role: 'administrator' } }));
    const token = await createUserToken(tx, user.id, 'invitation');
    return `${env().publicUrl}/reset-password/${token}`;
  });
}

async function createAdmin(): Promise<void> {
  const [email, name] = process.argv.slice(2).map((argument) => argument.trim());
  if (!email || !name) throw new Error(HELP);
  prepare({ build: false });
  const { openPortal } = await import('./lib/open-portal');
  const portal = await openPortal();
  try {
    const link = await inviteAdmin(email, name);
    console.log(`${name} sets a password, within 7 days, at:\n${link}`);
  } finally {
    await portal.close();
  }
}

if (isMain(import.meta.url)) {
  createAdmin().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
