import { type PackingForm, packingSchema } from '~/domain/shipments/schema';
import { textFields } from '~/platform/http/form.server';

/**
 * Reads the form of how a shipment is packed: `weight-1` is that of the first parcel, `parcel-7` and `accessories-7` are
 * of the item with the id 7.
 * @returns the packing, or what is wrong with which field
 */
export function readPacking(form: FormData): { value: PackingForm } | { errors: Record<string, string[]> } {
  const fields = textFields(form);
  const numbersOf = (prefix: string) =>
    Object.keys(fields).flatMap((name) => {
      const number = new RegExp(`^${prefix}-([1-9]\\d{0,8})$`).exec(name)?.[1];
      return number ? [Number(number)] : [];
    });
  const positions = numbersOf('weight').filter((position) => position <= 99);
  const ids = numbersOf('parcel');
  const { parcels, pickUpOn, methodId, note } = fields;
  const parsed = packingSchema.safeParse({
    parcels,
    pickUpOn,
    methodId,
    note,
    weights: Array.from({ length: Math.max(0, ...positions) }, (_, index) => fields[`weight-${index + 1}`]),
    items: ids.map((id) => ({
      id,
      parcel: fields[`parcel-${id}`],
      accessories: fields[`accessories-${id}`],
    })),
  });
  if (parsed.success) return { value: parsed.data };
  const errors: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) {
    const name = nameOf(path, ids);
    errors[name] = [...(errors[name] ?? []), message];
  }
  return { errors };
}

function nameOf([list, index, field]: PropertyKey[], ids: number[]): string {
  if (list === 'weights') return `weight-${Number(index) + 1}`;
  return list === 'items' ? `${String(field)}-${ids[Number(index)]}` : String(list);
}
