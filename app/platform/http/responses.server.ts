import { data } from '@remix-run/node';

/** The one answer for what does not exist and for what is not the viewer's: throw it. */
export function notFound(): ReturnType<typeof data<null>> {
  return data(null, { status: 404 });
}
