const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Counts the records of a CSV file (RFC 4180, UTF-8) while its bytes arrive; line ends between quotes end none. */
export function recordCounter() {
  let records = 0;
  let quoted = false;
  return {
    add(bytes: Uint8Array): void {
      for (const byte of bytes)
        if (byte === QUOTE) quoted = !quoted;
        else if (byte === LINE_FEED && !quoted) records += 1;
    },
    records: () => records,
  };
}
