import { type CustomerFields, customerSchema } from '../../companies/customer-schema';
import type { RowProblem } from './rules';

/** A customer of the account as orders need it. */
export type KnownCustomer = {
  id: number;
  number: string;
  name: string;
  active: boolean;
  currency: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
};

type Account = KnownCustomer & { kind: string; locale: string };

/** For whom a row is: somebody known, somebody who could be added, or what is wrong. */
export type FoundCustomer =
  | { customer: KnownCustomer }
  | { add: CustomerFields }
  | { field: Naming; code: RowProblem['code'] };

type Naming = 'customer' | 'customerNumber' | 'customerName';

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();
const SEPARATOR = ' · ';

/** The customers of an account by number and name, itself among them. */
export class CustomerBook {
  private readonly byNumber = new Map<string, KnownCustomer>();
  private readonly byName = new Map<string, KnownCustomer[]>();

  constructor(
    private readonly account: Account,
    companies: readonly KnownCustomer[],
  ) {
    for (const company of companies) this.add(company);
  }

  add(company: KnownCustomer): void {
    this.byNumber.set(fold(company.number), company);
    const others = this.byName.get(fold(company.name));
    if (others) others.push(company);
    else this.byName.set(fold(company.name), [company]);
  }

  /** Who has this number. */
  numbered(number: string): KnownCustomer | undefined {
    return this.byNumber.get(fold(number));
  }

  /**
   * The customer that a row names, by number before name. A reseller is nobody's default (DESIGN 2.4, S3); a customer's own
   * account needs no name.
   * @param either a number, a name, or both as `NUMBER · NAME`
   */
  find(either: string, numberCell: string, nameCell: string): FoundCustomer {
    const [left = '', ...right] = either.split(SEPARATOR);
    const both = right.length > 0;
    const number = numberCell.trim() || (both ? left.trim() : '');
    const name = nameCell.trim() || (both ? right.join(SEPARATOR).trim() : '');
    const field = numberCell.trim() ? 'customerNumber' : nameCell.trim() ? 'customerName' : 'customer';
    if (number === '' && name === '' && left.trim() === '')
      return this.account.kind === 'reseller' ? { field, code: 'required' } : { customer: this.account };
    if (number === '' && name === '') return this.named(left, field, this.numbered(left));
    if (number === '') return this.named(name, field);
    const found = this.numbered(number);
    if (found) return active(found, field);
    return name === ''
      ? { field, code: 'import_customer_number_unknown' }
      : this.addable(number, name, field);
  }

  private named(name: string, field: Naming, numbered?: KnownCustomer): FoundCustomer {
    if (numbered) return active(numbered, field);
    const [found, second] = (this.byName.get(fold(name)) ?? []).filter((one) => one.active);
    if (second) return { field, code: 'customer_ambiguous' };
    return found ? { customer: found } : { field, code: 'customer_unknown' };
  }

  private addable(number: string, name: string, field: Naming): FoundCustomer {
    if (this.account.kind !== 'reseller') return { field, code: 'import_customer_number_unknown' };
    const parsed = customerSchema.safeParse({ ...this.defaults(), number, name });
    return parsed.success
      ? { add: parsed.data }
      : { field, code: parsed.error.issues[0]?.message ?? 'unknown' };
  }

  /** What a new customer has from its account. */
  defaults(): Record<string, string> {
    const { country, currency, locale } = this.account;
    return { country, currency, locale };
  }
}

function active(customer: KnownCustomer, field: Naming): FoundCustomer {
  return customer.active ? { customer } : { field, code: 'customer_inactive' };
}
