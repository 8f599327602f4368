import { connectDatabase } from '../../app/platform/db.server';
import { startJobs } from '../../app/platform/jobs.server';
import { tasks } from '../../app/worker.server';

/** Runs the portal's jobs on the database of the first argument until it is killed. */
connectDatabase(process.argv[2] ?? '');
void startJobs(tasks, '').then(() => process.send?.('ready'));
