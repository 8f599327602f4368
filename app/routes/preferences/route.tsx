import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { updateProfile } from '~/domain/auth/profile.server';
import { preferencesSchema } from '~/domain/auth/schema';
import { getViewer } from '~/domain/auth/session.server';
import { preferencesCookie } from '~/platform/http/cookies.server';
import { readForm, textFields } from '~/platform/http/form.server';
import { readPreferences } from '~/platform/http/language.server';
import { safeRedirect } from '~/platform/http/redirect';
import { withRefusals } from '~/platform/http/refusals.server';

export function loader() {
  return redirect('/');
}

/** The switches of language and look: kept in this browser and, signed in, in the person's profile. */
export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = preferencesSchema.parse(textFields(await readForm(args.request)));
  const chosen = {
    ...(form.locale && { locale: form.locale }),
    ...(form.theme && { theme: form.theme }),
  };
  const viewer = await getViewer(args);
  if (viewer) await updateProfile(viewer, chosen);
  const preferences = { ...(await readPreferences(args.request)), ...chosen };
  return redirect(safeRedirect(form.redirectTo), {
    headers: { 'Set-Cookie': await preferencesCookie().serialize(preferences) },
  });
});
