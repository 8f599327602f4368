import { type AppLoadContext, createRequestHandler, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { pageLanguage } from '../../app/platform/http/language.server';
import { i18nFor } from '../../app/platform/i18n/i18n';
import type { PortalBuild } from '../../server';

/**
 * Loads a page once as the server does, and gives a function that renders its markup from that data by
 * `renderToString`: without HTTP, database, session or loaders.
 */
export async function renderAlone(build: PortalBuild, url: string, cookie: string): Promise<() => string> {
  let context: EntryContext | undefined;
  const capture = (_request: Request, _status: number, _headers: Headers, given: EntryContext) => {
    context = given;
    return new Response('captured');
  };
  const capturing = { ...build, entry: { module: { ...build.entry.module, default: capture } } };
  const request = new Request(url, { headers: { Cookie: cookie } });
  const loadContext: AppLoadContext = {
    nonce: 'bench',
    address: '127.0.0.1',
    requestId: 'bench',
    drained: async () => undefined,
  };
  const response = await createRequestHandler(capturing as typeof build, 'production')(request, loadContext);
  if (!context) throw new Error(`${url} was not rendered: status ${response.status}`);
  const { locale } = await pageLanguage(request, context.staticHandlerContext.loaderData.root);
  const { serverHandoffStream: _, ...alone } = context;
  return () =>
    renderToString(
      createElement(I18nextProvider, {
        i18n: i18nFor(locale),
        // biome-ignore lint/correctness/noChildrenProp: the child is required by the type of the properties
        children: createElement(RemixServer, { context: alone as EntryContext, url, nonce: 'bench' }),
      }),
    );
}
