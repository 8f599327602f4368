import type { Goods } from './schema';

const NAME_MAX = 200;

/** The goods in one line, as the order is called: `2 × Washing machine, Dryer`. */
export function goodsText(goods: readonly Goods[]): string {
  const all = goods
    .map(({ description, quantity }) => (quantity === 1 ? description : `${quantity} × ${description}`))
    .join(', ');
  return all.length > NAME_MAX ? `${all.slice(0, NAME_MAX - 2)} …` : all;
}

/** What was sold without its prices, a line each: `1 × Installation`. Quantities are thousandths. */
export function soldText(lines: readonly { description: string; quantityThousandths: number }[]): string {
  return lines
    .map(({ description, quantityThousandths }) => `${quantityThousandths / 1000} × ${description}`)
    .join('\n');
}
