import fc from './fast-check';

/** Any character of Unicode but halves of pairs. It is there at once; fast-check's unit `binary` lists them all first. */
export const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));
