import { sendMail } from '../../app/domain/notifications/send-mail.server';
import { connectDatabase } from '../../app/platform/db.server';

/** Sends the mail of the second argument from the database of the first one, as a worker of its own. */
async function main(): Promise<void> {
  connectDatabase(process.argv[2] ?? '');
  await sendMail(Number(process.argv[3]), false);
  process.exit(0);
}

void main();
