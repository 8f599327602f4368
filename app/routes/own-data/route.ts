import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireViewer } from '~/domain/auth/require-viewer.server';
import { sendData } from '~/domain/privacy/send-data.server';

/** The button for it is on the account page. */
export async function loader(args: LoaderFunctionArgs) {
  await requireViewer(args);
  return redirect('/account#your-data');
}

/** Everything about the person who is signed in, as a ZIP. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireViewer(args);
  return sendData(args, viewer, 'people', viewer.userId);
}
