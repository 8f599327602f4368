import { z } from 'zod';
import { customerSchema } from './customer-schema';
import { flag } from './schema';

/** What an account of the operator is. */
export const COMPANY_KINDS = ['customer', 'reseller', 'partner'] as const;
export type CompanyKind = (typeof COMPANY_KINDS)[number];

/** An account of the operator as administrators change it; its rights are check boxes. */
export const companySchema = customerSchema.extend({ deliveryAllowed: flag, prospect: flag });

/** The same when it is added: what it is cannot be changed later. */
export const newCompanySchema = companySchema.extend({ kind: z.enum(COMPANY_KINDS, 'choose_one') });

export type CompanyForm = z.output<typeof companySchema>;
export type NewCompanyForm = z.output<typeof newCompanySchema>;
