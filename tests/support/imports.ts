import { randomUUID } from 'node:crypto';
import type { TestApp } from './app';
import type { Client } from './client';
import { eventually } from './eventually';

/** Sends a file by the form. @returns the answer */
export function sendFile(
  client: Client,
  content: string | Uint8Array,
  more: { kind?: string; account?: string; name?: string; key?: string; pasted?: boolean } = {},
): Promise<Response> {
  const form = new FormData();
  form.append('submissionKey', more.key ?? randomUUID());
  if (more.account) form.append('account', more.account);
  if (more.pasted) form.append('text', String(content));
  else {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    form.append('file', new Blob([new Uint8Array(bytes)]), more.name ?? 'devices.csv');
  }
  return client.post(`/imports/new${more.kind ? `?kind=${more.kind}` : ''}`, form);
}

/** Sends a file. @returns the token of its import */
export async function newImport(...sent: Parameters<typeof sendFile>): Promise<string> {
  const answer = await sendFile(...sent);
  const token = /^\/imports\/([\w-]+)$/.exec(answer.headers.get('Location') ?? '')?.[1];
  if (!token) throw new Error(`The file was not taken: ${answer.status} ${sentences(await answer.text())}`);
  return token;
}

/** The mapping as the page offers it, with other meanings of columns (by name) and other constants. */
export async function mappingFields(
  app: TestApp,
  token: string,
  more: { columns?: Record<string, string>; constants?: Record<string, string>; noIdentifier?: boolean } = {},
): Promise<Record<string, string>> {
  const { world } = app;
  const found = await app.db.import.findUniqueOrThrow({ where: { token } });
  const { list } = found.columns as { list: { name: string }[] };
  const guess = found.mapping as {
    columns: string[];
    constants: Record<string, string>;
    noIdentifier: boolean;
  };
  const constants = {
    ...guess.constants,
    location: String(world.here.id),
    deliveryMethodId: String(world.pickUp.id),
    [`answer-${world.question.id}`]: 'yes',
    ...more.constants,
  };
  const columns = list.map(({ name }, at) => more.columns?.[name] ?? guess.columns[at] ?? '');
  return {
    intent: 'check',
    ...Object.fromEntries(columns.map((field, at) => [`column-${at}`, field])),
    ...Object.fromEntries(Object.entries(constants).map(([field, value]) => [`constant-${field}`, value])),
    ...((more.noIdentifier ?? guess.noIdentifier) ? { noIdentifier: 'on' } : {}),
  };
}

/** Waits until no job works on the import. @returns it */
export function settled(app: TestApp, token: string) {
  return eventually(async () => {
    const found = await app.db.import.findUniqueOrThrow({ where: { token } });
    const running = found.state === 'checking' || found.state === 'creating';
    return running ? null : { ...found, counts: found.counts as Record<string, number> };
  }, 60);
}

/** Checks the rows with the mapping that is offered. @returns the import once the dry run ended */
export async function checkRows(
  app: TestApp,
  client: Client,
  token: string,
  more: Parameters<typeof mappingFields>[2] = {},
) {
  const answer = await client.post(`/imports/${token}`, await mappingFields(app, token, more));
  if (answer.status !== 302)
    throw new Error(`Not checked: ${answer.status} ${sentences(await answer.text())}`);
  return settled(app, token);
}

/** Creates what is right. @returns the import once that ended */
export async function createRows(
  app: TestApp,
  client: Client,
  token: string,
  choices: Record<string, string> = {},
) {
  await client.post(`/imports/${token}`, { intent: 'create', ...choices });
  return settled(app, token);
}

/** Sends, checks and creates. @returns the import */
export async function importAll(
  app: TestApp,
  client: Client,
  content: string | Uint8Array,
  more: Parameters<typeof mappingFields>[2] & { choices?: Record<string, string>; account?: string } = {},
) {
  const token = await newImport(client, content, more.account ? { account: more.account } : {});
  await checkRows(app, client, token, more);
  return createRows(app, client, token, more.choices);
}

/** What a page says, without its marks. */
export function sentences(html: string): string {
  return html
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
