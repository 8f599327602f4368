import { transaction } from '~/platform/db.server';
import { endingContracts } from '../contracts/renew-contracts.server';
import { dayOf } from '../contracts/rules';
import { queueMail } from './queue-mail.server';
import { mailLocale } from './recipients.server';

/** Tells the customers of contracts that end soon and do not renew, of each end once. */
export async function tellOfEndingContracts(): Promise<void> {
  for (const { number, customer, servicePlan, endsOn, versions } of await endingContracts()) {
    const [current] = versions;
    if (!current || current.renews) continue;
    const locale = mailLocale(customer.locale);
    await transaction((tx) =>
      queueMail(tx, {
        dedupeKey: `contract-ending:${number}:${dayOf(endsOn)}`,
        template: 'contract-ending',
        recipient: customer.email,
        locale,
        data: {
          contract: number,
          plan: locale === 'de' ? servicePlan.nameDe : servicePlan.nameEn,
          devices: current._count.devices,
          endsOn: dayOf(endsOn),
        },
      }),
    );
  }
}
