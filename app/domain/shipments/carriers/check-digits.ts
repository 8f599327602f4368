/** True when the last digit brings the weighted sum of the others, weights in turn from the left, to a multiple of 10. */
export function weightedCheckDigit(digits: string, weights: readonly number[]): boolean {
  const sum = [...digits.slice(0, -1)].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % weights.length] ?? 1),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** True for an identifier of the Universal Postal Union (S10): two letters, eight digits, check digit, country. */
export function isUpuNumber(number: string, country: string): boolean {
  const match = /^[A-Z]{2}(\d{8})(\d)([A-Z]{2})$/.exec(number);
  if (match?.[3] !== country) return false;
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = [...(match[1] ?? '')].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index] ?? 0),
    0,
  );
  const rest = 11 - (sum % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(match[2]);
}
