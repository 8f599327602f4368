import { SaxesParser } from 'saxes';

/** An element of a document: its namespace and local name, its attributes without namespace, and what is in it. */
export type XmlElement = {
  uri: string;
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
};

/** The most characters, elements and levels of a document: an invoice of some thousand lines has far fewer. */
const CHARACTERS_MAX = 10_000_000;
const ELEMENTS_MAX = 200_000;
const DEPTH_MAX = 64;

/**
 * Parses a document (XML 1.0 with namespaces). One with a document type is refused: it could name entities and files. No
 * entity is known but the five of XML itself.
 * @returns its root; null for what is not well-formed, has a document type, or is larger or deeper than any invoice
 */
export function parseXml(text: string): XmlElement | null {
  if (text.length > CHARACTERS_MAX) return null;
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  const refuse = (): never => {
    throw new SyntaxError('refused');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements += 1;
    if (elements > ELEMENTS_MAX || open.length >= DEPTH_MAX) refuse();
    const element: XmlElement = {
      uri,
      name: local,
      attributes: Object.fromEntries(
        Object.values(attributes).flatMap(({ prefix, local: key, value }) =>
          prefix === '' ? [[key, value]] : [],
        ),
      ),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const add = (more: string) => {
    const element = open.at(-1);
    if (element) element.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  try {
    parser.write(text).close();
  } catch {
    return null;
  }
  return root;
}

const ENCODINGS: Record<string, string> = {
  'utf-8': 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'latin1',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
};

/**
 * The text of a document by its byte order mark or its declaration, UTF-8 without either (XML 1.0, appendix F); null when
 * the bytes are not in that encoding.
 */
export function decodeXml(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:ï»¿)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1]?.toLowerCase();
  const marked = start.startsWith('ÿþ') ? 'utf-16le' : start.startsWith('þÿ') ? 'utf-16be' : undefined;
  const encoding = marked ?? ENCODINGS[declared ?? 'utf-8'];
  if (!encoding) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The descendants of an element by a path of local names such as `OrderReference/ID`, in the order of the document. */
export function allAt(element: XmlElement, path: string): XmlElement[] {
  return path
    .split('/')
    .reduce<XmlElement[]>(
      (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [element],
    );
}

/** The texts at these paths that are not empty, in the order of the paths. */
export function textsAt(element: XmlElement, ...paths: string[]): string[] {
  return paths
    .flatMap((path) => allAt(element, path))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');
}
