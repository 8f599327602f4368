/** The parts of a text, as commas, semicolons and line breaks separate them. */
const parts = (text: string) => text.split(/[,;\n]/).map((part) => part.trim());

/** True when the text says this already, in a part of its own. */
export const hasChoice = (text: string, choice: string): boolean => parts(text).includes(choice);

/** The text with this choice at its end, or without it when it says it already. Other words stay as they are. */
export function toggleChoice(text: string, choice: string): string {
  if (!hasChoice(text, choice)) {
    const kept = text.replace(/[\s,;]+$/, '');
    return kept === '' ? choice : `${kept}, ${choice}`;
  }
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/(?<=[,;])/)
        .filter((part) => part.replace(/[,;]$/, '').trim() !== choice)
        .join('')
        .replace(/[,;]\s*$/, '')
        .trimStart(),
    )
    .filter((line) => line !== '')
    .join('\n');
}
