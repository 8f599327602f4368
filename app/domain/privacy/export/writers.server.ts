import { BYTE_ORDER_MARK, encodeRow, escapeCell, splitCell } from '~/platform/csv';
import { translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';
import { type Contents, cellText, type Row, type Table } from './contents';

/** The page shows the first rows of each table; the spreadsheets have all. */
const SHOWN_MAX = 1_000;

type Words = { table(name: Table['name']): string; column(name: string): string; say(key: string): string };

/** The words of an export in this language. */
export function exportWords(language: Language): Words {
  const t = translator(language.locale);
  const say = (key: string, otherwise = key) =>
    String(t(`privacy:export.${key}` as never, { defaultValue: otherwise } as never));
  return {
    say,
    table: (name) => say(`tables.${name}`),
    column: (name) => say(`columns.${name}`, name),
  };
}

/** A table as a list in JSON, with everything that there is of each row. */
export async function* jsonOf(table: Table): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of table.rows()) {
    yield before + JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A table for spreadsheets (RFC 4180, UTF-8 with its mark), without formulas. */
export async function* csvOf(table: Table, words: Words): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + encodeRow(table.columns.map(words.column), ',');
  for await (const row of table.rows()) {
    const cells = table.columns.map((name) => splitCell(escapeCell(cellText(row[name]))));
    yield encodeRow([...cells.map(([cell = '']) => cell), ...cells.flatMap(([, ...rest]) => rest)], ',');
  }
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#16181d;background:#fff}' +
  'table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;' +
  'border-bottom:1px solid #d8dbe2;overflow-wrap:anywhere}h2{margin-top:2.5rem}nav li{display:inline;margin-right:1rem}' +
  'nav ul{padding:0}.box{overflow-x:auto}td{white-space:pre-wrap}.muted{color:#5b6270}';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

/** Everything as one page to read, which needs nothing but itself. */
export async function* pageOf(
  contents: Contents,
  words: Words,
  { language, made }: { language: Language; made: string },
): AsyncGenerator<string> {
  const title = html(`${words.say('title')}: ${contents.title}`);
  const names = contents.tables.map(({ name }) => name);
  yield `<!doctype html><html lang="${language.locale}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main><h1>${title}</h1>
<p>${html(made)}</p><nav><ul>${names.map((name) => `<li><a href="#${name}">${html(words.table(name))}</a></li>`).join('')}</ul></nav>
<h2>${html(words.say('profile'))}</h2><table>`;
  for (const [name, value] of Object.entries(contents.profile))
    if (cellText(value) !== '')
      yield `<tr><th scope="row">${html(words.column(name))}</th><td>${html(cellText(value))}</td></tr>\n`;
  yield '</table>';
  for (const table of contents.tables) yield* tableOf(table, words);
  yield '</main></body></html>\n';
}

async function* tableOf(table: Table, words: Words): AsyncGenerator<string> {
  yield `\n<h2 id="${table.name}">${html(words.table(table.name))}</h2>`;
  let shown = 0;
  for await (const row of table.rows()) {
    if (shown === 0) yield headOf(table, words);
    if (shown++ === SHOWN_MAX) break;
    yield rowOf(row, table);
  }
  if (shown === 0) yield `<p class="muted">${html(words.say('nothing'))}</p>`;
  else yield '</table></div>';
  if (shown > SHOWN_MAX) yield `<p><a href="${table.name}.csv">${html(words.say('more'))}</a></p>`;
}

const headOf = (table: Table, words: Words) =>
  `<div class="box" tabindex="0"><table><tr>${table.columns
    .map((name) => `<th scope="col">${html(words.column(name))}</th>`)
    .join('')}</tr>\n`;

const rowOf = (row: Row, table: Table) =>
  `<tr>${table.columns.map((name) => `<td>${cellOf(name, cellText(row[name]))}</td>`).join('')}</tr>\n`;

/** A file of the archive is a link. */
function cellOf(column: string, text: string): string {
  if (column !== 'file' || text === '') return html(text);
  return `<a href="${html(text.split('/').map(encodeURIComponent).join('/'))}">${html(text)}</a>`;
}
