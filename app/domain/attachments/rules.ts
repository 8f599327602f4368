/** The limits of attachments, the kinds of file that are taken, and how their names are kept. Sizes in bytes. */

export const FILE_LIMIT = 25_000_000;
/** All files of one request. A page with script sends each file in a request of its own. */
export const REQUEST_LIMIT = 30_000_000;
/** All files of one order. */
export const ORDER_LIMIT = 100_000_000;
export const ORDER_FILES = 50;

const NAME_LIMIT = 150;

export type FileKind = {
  /** The media type that the file is stored and served with. */
  contentType: string;
  /** What `file-type` calls this content; empty for text, which has no magic bytes. */
  found: readonly string[];
  /** The endings of its names, the usual one first. */
  extensions: readonly string[];
};

const OOXML = 'application/vnd.openxmlformats-officedocument';

const same = (contentType: string, ...extensions: string[]): FileKind => ({
  contentType,
  found: [contentType],
  extensions,
});

const TEXT: FileKind = { contentType: 'text/plain; charset=utf-8', found: [], extensions: ['txt', 'log'] };

const HEIC: FileKind = {
  contentType: 'image/heic',
  found: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  extensions: ['heic', 'heif'],
};

/** Every kind of file that is taken. Archives are not: what is in them cannot be judged by its name. */
const FILE_KINDS: readonly FileKind[] = [
  { ...same('image/png', 'png'), found: ['image/png', 'image/apng'] },
  same('image/jpeg', 'jpg', 'jpeg'),
  same('image/webp', 'webp'),
  same('image/gif', 'gif'),
  HEIC,
  same('application/pdf', 'pdf'),
  TEXT,
  { contentType: 'video/mp4', found: ['video/mp4', 'video/x-m4v'], extensions: ['mp4', 'm4v'] },
  same('video/quicktime', 'mov'),
  same(`${OOXML}.wordprocessingml.document`, 'docx'),
  same(`${OOXML}.spreadsheetml.sheet`, 'xlsx'),
];

/**
 * The endings of files to choose, as the `accept` attribute of a file field. HEIC is taken and not asked for: telephones
 * then send their pictures as JPEG, which can be shown everywhere.
 */
export const ACCEPTED = FILE_KINDS.filter((kind) => kind !== HEIC)
  .flatMap((kind) => kind.extensions.map((ending) => `.${ending}`))
  .join(',');

/** The kinds of picture that can be drawn anew, and so be shown. */
const SHOWN = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** True for a media type of which previews are made. */
export const hasPreview = (contentType: string): boolean => SHOWN.includes(contentType);

/** The storage keys of a file's two previews, there or not, by the key of the file. */
export function previewKeys(storageKey: string): { large: string; small: string } {
  const name = storageKey.replace(/^[^/]+/, 'previews');
  return { large: `${name}.webp`, small: `${name}-small.webp` };
}

/** Every storage key under which there can be bytes of a file. */
export const keysOfFile = (storageKey: string): string[] => [
  storageKey,
  ...Object.values(previewKeys(storageKey)),
];

/** The kind that a name claims by its ending; undefined when such files are not taken or there is no ending. */
export function kindOfName(name: string): FileKind | undefined {
  const ending = endingOf(name);
  return FILE_KINDS.find((kind) => kind.extensions.includes(ending));
}

/** The kind of content that `file-type` found; undefined when such files are not taken. */
export function kindOfContent(found: string | undefined): FileKind | undefined {
  return FILE_KINDS.find((kind) => found !== undefined && kind.found.includes(found));
}

/** True for the kind that is known by its characters and not by magic bytes. */
export const isText = (kind: FileKind): boolean => kind === TEXT;

/** The ending of a name in lower case, without its dot; empty when there is none. */
export function endingOf(name: string): string {
  return /[^.]\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

const BREAKS = /[\t-\r\u2028\u2029]/g;
/**
 * Control and format characters (bidirectional ones among them), private ones, lone surrogates. The two joiners U+200C and
 * U+200D are part of words and emoji.
 */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/**
 * A file's name as it is kept: its last path segment in NFC, without characters that cannot be seen or that change the
 * direction of text, at most 150 characters with its ending kept. Any letters of the world stay. Idempotent; never empty.
 */
export function cleanFileName(typed: string): string {
  const last = typed.split(/[/\\]/).at(-1) ?? '';
  const seen = last.replace(BREAKS, ' ').replace(UNSEEN, '').replace(/\s+/gu, ' ').normalize('NFC');
  const trimmed = seen.replace(/^[\s.]+|[\s.]+$/gu, '');
  if (trimmed === '') return 'file';
  if (trimmed.length <= NAME_LIMIT) return trimmed;
  const ending = endingOf(trimmed);
  const tail = ending === '' ? '' : trimmed.slice(-ending.length - 1);
  const head = trimmed
    .slice(0, NAME_LIMIT - tail.length)
    .replace(/\p{Cs}$/u, '')
    .replace(/[\s.]+$/u, '');
  return `${head}${tail}`;
}
