import { z } from 'zod';
import { ROLES, type Role } from '../auth/rules';
import { emailField, profileSchema } from '../auth/schema';
import { line } from './schema';

/** Forms about people. Messages are keys of the namespace `errors`. */

/** Roles of the operator's own people; the others belong to a company of the same kind. */
const OPERATOR_ROLES = ['technician', 'administrator'] as const satisfies readonly Role[];

/** True for people of the operator, who belong to no company. */
export const worksForOperator = (role: string) => (OPERATOR_ROLES as readonly string[]).includes(role);

/** The events about people, which name them: by `personId`, or an invitation's by `email`. */
export const PERSON_EVENTS = [
  ...[
    'person.invited',
    'person.invited_again',
    'person.invitation_withdrawn',
    'person.joined',
    'person.link_sent',
  ],
  ...['person.changed', 'person.deactivated', 'person.reactivated'],
  ...['person.email_asked', 'person.email_withdrawn', 'person.email_changed'],
];

/** Ids that were ticked: each once. */
const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((typed) => [typed ?? []].flat())
  .pipe(z.array(z.string().regex(/^[1-9]\d{0,8}$/, 'choose_one')).max(500))
  .transform((typed) => [...new Set(typed.map(Number))].sort((one, other) => one - other));

const { name, locale } = profileSchema.shape;

/** What a company's people say of a colleague. */
export const colleagueSchema = z.object({ name, locale });

/** What administrators say besides: the role, and with it the company or the service locations. */
export const personSchema = colleagueSchema.extend({
  role: z.enum(ROLES, 'choose_one'),
  /** Number or `number · name` of the company. */
  company: line(300),
  locations: ids,
});

export const inviteColleagueSchema = colleagueSchema.extend({ email: emailField });
export const invitePersonSchema = personSchema.extend({ email: emailField });
export const emailChangeSchema = z.object({ email: emailField });

export type Colleague = z.output<typeof colleagueSchema>;
export type PersonForm = z.output<typeof personSchema>;
