import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { isDomainError } from './platform/errors';
import { pageLanguage } from './platform/http/language.server';
import { withPageTitle } from './platform/http/page-title';
import { shownPath } from './platform/http/secret-address';
import { i18nFor } from './platform/i18n/i18n';
import { log } from './platform/log.server';
import { NonceContext } from './ui/nonce';

import './gauges.server';

export { crontab, tasks } from './worker.server';

/** Renders a page completely before its first byte, so that its status and headers are final. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { locale } = await pageLanguage(request, remixContext.staticHandlerContext.loaderData.root);
  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe } = renderToPipeableStream(
      <NonceContext.Provider value={loadContext.nonce}>
        <I18nextProvider i18n={i18nFor(locale)}>
          <RemixServer context={remixContext} url={request.url} nonce={loadContext.nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce: loadContext.nonce,
        onAllReady() {
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Language', locale);
          if (code === 503) headers.set('Retry-After', '5');
          pipe(body);
          resolve(text(body).then((html) => new Response(withPageTitle(html), { headers, status: code })));
        },
        onShellError: reject,
        onError(error) {
          code = 500;
          log.error({ err: error, requestId: loadContext.requestId }, 'A page could not be rendered');
        },
      },
    );
  });
}

/** Logs what a loader or action threw, except expected refusals, what does not exist, and requests that the client gave up. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted || isDomainError(error)) return;
  if (isRouteErrorResponse(error) && error.status < 500) return;
  log.error(
    { err: error, requestId: context.requestId, path: shownPath(new URL(request.url).pathname) },
    'A request failed',
  );
}
