import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';

const TYPES = ['image/png', 'image/jpeg', 'image/webp'];
const SIDE_PX = 512;
const MAX_PIXELS = 40_000_000;

/** The largest logo file that is taken, in bytes. */
const LOGO_LIMIT = 2 * 1024 * 1024;

/** The most bytes of a form with a logo: more than a logo may have, so that one that is too large is told at its field. */
export const LOGO_FORM_LIMIT = 16 * 1024 * 1024;

/** `logo` is the PNG, null for the portal's own, absent to leave it as it is. */
type ChosenLogo = { logo?: Buffer | null; errors: { logo?: string[] } };

/** What the form's fields `logo` and `removeLogo` ask for; the file is taken out of the form. */
export async function chosenLogo(form: FormData): Promise<ChosenLogo> {
  const file = form.get('logo');
  form.delete('logo');
  if (!(file instanceof File) || file.size === 0)
    return { errors: {}, ...(form.has('removeLogo') && { logo: null }) };
  const drawn = await redrawLogo(file);
  return 'error' in drawn ? { errors: { logo: [drawn.error] } } : { logo: drawn.png, errors: {} };
}

/**
 * Draws an uploaded picture anew as a PNG of at most 512 px a side, so that nothing but its pixels is kept.
 * In: the file, whatever its name says. Out: the PNG, or the error key `logo_type`, `logo_too_large`, `logo_broken`.
 */
async function redrawLogo(file: File): Promise<{ png: Buffer } | { error: string }> {
  if (file.size > LOGO_LIMIT) return { error: `logo_too_large?max=${LOGO_LIMIT / 1024 / 1024}` };
  const bytes = Buffer.from(await file.arrayBuffer());
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !TYPES.includes(type.mime)) return { error: 'logo_type' };
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS }).autoOrient();
    const png = await picture
      .resize(SIDE_PX, SIDE_PX, { fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer();
    return { png };
  } catch {
    return { error: 'logo_broken' };
  }
}
