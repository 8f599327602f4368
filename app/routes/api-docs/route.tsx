import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { docsBasics, docsContents, docsOf } from '~/domain/api/docs/docs.server';
import { NOUNS } from '~/domain/api/operation';
import { apiUrl } from '~/domain/api/urls.server';
import { requestLanguage } from '~/platform/http/language.server';
import { notFound } from '~/platform/http/responses.server';
import { Basics } from './basics';
import { DocsFrame } from './docs-frame';
import { OperationSection } from './operation-section';

/** The description of the API for people: its basics, or one noun of it. It is public and holds no data. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { locale } = await requestLanguage(request);
  const noun = NOUNS.find((name) => name === params.noun) ?? null;
  if (params.noun !== undefined && noun === null) throw notFound();
  const contents = docsContents(locale);
  return {
    contents,
    noun,
    base: apiUrl(''),
    basics: noun === null ? docsBasics(locale) : null,
    operations: noun === null ? [] : docsOf(noun, locale),
  };
}

export type Docs = ReturnType<typeof useLoaderData<typeof loader>>;

export default function ApiDocs() {
  const docs = useLoaderData<typeof loader>();
  const shown = docs.contents.find(({ noun }) => noun === docs.noun);
  return (
    <DocsFrame docs={docs}>
      {docs.basics && <Basics docs={docs} basics={docs.basics} />}
      {shown && (
        <header className="pb-2">
          <h1 className="text-xl">{shown.title}</h1>
          <p className="mt-2 max-w-160 text-base text-soft">{shown.text}</p>
        </header>
      )}
      {docs.operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} />
      ))}
    </DocsFrame>
  );
}
