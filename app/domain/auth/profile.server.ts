import { db } from '~/platform/db.server';
import type { Viewer } from './rules';
import type { ProfileForm } from './schema';

/** Changes the person's own name, language (null follows the browser) and look; what is absent stays. */
export async function updateProfile(viewer: Viewer, form: Partial<ProfileForm>): Promise<void> {
  const data = {
    ...(form.name !== undefined && { name: form.name }),
    ...(form.locale !== undefined && { locale: form.locale }),
    ...(form.theme !== undefined && { theme: form.theme }),
  };
  if (Object.keys(data).length > 0) await db().user.update({ where: { id: viewer.userId }, data });
}
