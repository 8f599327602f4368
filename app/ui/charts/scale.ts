const STEPS = [1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

/** What a scale ends with: a round number not below `value`, at least 2; half of it is a whole number. */
export function niceCeiling(value: number): number {
  if (value <= 10) return Math.max(2, 2 * Math.ceil(value / 2));
  const unit = 10 ** (Math.ceil(Math.log10(value)) - 1);
  return Math.round((STEPS.find((step) => value <= step * unit) ?? 10) * unit);
}

/** The height of a value on a scale that ends with `top`, from the upper edge, in percent. */
export function heightOf(value: number, top: number): number {
  return Math.round((1 - value / top) * 10_000) / 100;
}
