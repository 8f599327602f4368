import { VAT_RATES } from '~/domain/orders/rules';
import { useFormat } from '~/ui/format';

/** The VAT rates to choose from; each value in basis points. */
export function useVatRates(): { value: string; label: string }[] {
  const format = useFormat();
  return VAT_RATES.map((rate) => ({ value: String(rate), label: `${format.number(rate / 100)} %` }));
}
