import { createReadableStreamFromReadable, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { getOperator } from '~/domain/companies/operator.server';
import { StorageMissing, storage } from '~/platform/storage.server';

/** The operator's logo for everybody; its address carries a version, so that browsers may keep it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { logoKey, logoType, updatedAt } = await getOperator();
  if (!logoKey) return redirect('/logo.svg');
  try {
    const current = new URL(request.url).searchParams.get('v') === String(updatedAt.getTime());
    return new Response(createReadableStreamFromReadable(await storage().open(logoKey)), {
      headers: {
        'Content-Type': logoType ?? 'image/png',
        'Cache-Control': current ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
      },
    });
  } catch (error) {
    if (error instanceof StorageMissing) return redirect('/logo.svg');
    throw error;
  }
}
