import { db } from '~/platform/db.server';
import { isLocale, negotiateLanguage } from '~/platform/i18n/locale';
import type { Viewer } from '../auth/rules';
import { getOperator } from '../companies/operator.server';
import { getContract } from '../contracts/contract-queries.server';
import type { ContractPaper } from './contract-paper';
import { drawLetter, paperOperator, recipientLines } from './paper-operator.server';

const MODULE = 'domain/documents/contract-paper.tsx';

/**
 * A contract on paper as it stands now, in its customer's language. Null when it does not exist for the viewer; errors as in
 * `renderPdf`.
 */
export async function renderContract(viewer: Viewer, number: string) {
  const contract = await getContract(viewer, number);
  if (!contract) return null;
  const operator = await getOperator();
  const { customer } = await db().contract.findUniqueOrThrow({
    where: { number: contract.number },
    select: { customer: true },
  });
  const language = negotiateLanguage(null, isLocale(customer.locale) ? customer.locale : null);
  const { plan, state, currency, current, devices, versions, noticeGivenAt } = contract;
  const german = language.locale === 'de';
  const paper: ContractPaper = {
    language: language.locale,
    locale: language.format,
    timeZone: operator.timeZone,
    printedAt: new Date(),
    operator: paperOperator(operator),
    recipient: recipientLines(customer, operator, language),
    ...{ number: contract.number, state, currency, noticeGivenAt },
    customer: customer.number,
    plan: {
      name: german ? plan.nameDe : plan.nameEn,
      description: german ? plan.descriptionDe : plan.descriptionEn,
    },
    terms: current,
    devices: devices.map(({ name, imei, serial }) => ({ name, imei, serial })),
    versions: versions.map(({ version, change, at, devices: count }) => ({ version, change, at, count })),
  };
  return {
    number: contract.number,
    locale: language.locale,
    pdf: await drawLetter(MODULE, operator, paper),
  };
}
