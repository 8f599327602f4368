/** Numbers that look random and are the same for the same seed. */
export type Random = ReturnType<typeof seededRandom>;

/** The generator mulberry32 (Tommy Ettinger, public domain) for a 32-bit seed, with what generators need of it. */
export function seededRandom(seed: number) {
  let state = seed >>> 0;

  /** The next number from 0 (included) to 1 (excluded). */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to `to`, both included. */
  function int(from: number, to: number): number {
    return from + Math.floor(next() * (to - from + 1));
  }

  /** One of `items`. Throws RangeError when there is none. */
  function pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** One of the items by weight. Throws RangeError when no weight is positive. */
  function weighted<T>(choices: readonly (readonly [item: T, weight: number])[]): T {
    let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of choices) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new RangeError('nothing to pick from');
  }

  /** `#` becomes a digit, `@` a capital letter, `*` either; I, O and Q are left out as on type plates. */
  function pattern(template: string): string {
    return template.replace(/[#@*]/g, (mark) => {
      if (mark === '#') return String(int(0, 9));
      return mark === '@' ? pick(LETTERS) : pick(LETTERS_AND_DIGITS);
    });
  }

  /** A version 4 UUID (RFC 9562). */
  function uuid(): string {
    const hex = Array.from({ length: 4 }, () =>
      Math.floor(next() * 4_294_967_296)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
    const variant = (8 + int(0, 3)).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  return { next, int, pick, weighted, pattern, uuid, chance: (share: number) => next() < share };
}

const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ'];
const LETTERS_AND_DIGITS = [...LETTERS, ...'0123456789'];
