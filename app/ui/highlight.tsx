/** A text in which the searched terms are marked, whatever their case and what separates their letters and digits. */
export function Highlight({ text, terms }: { text: string; terms: string[] }) {
  const wanted = terms
    .map((term) => (term.match(/[\p{L}\p{N}]/gu) ?? []).join('[^\\p{L}\\p{N}]*'))
    .filter((pattern) => pattern !== '');
  if (wanted.length === 0) return <>{text}</>;
  const parts = text.split(new RegExp(`(${wanted.join('|')})`, 'giu'));
  return (
    <>
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
        index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
      )}
    </>
  );
}
