import { readFileSync } from 'node:fs';
import { customerText } from '../../app/domain/companies/queries.server';
import { answerField } from '../../app/domain/orders/schema';
import { orderFormSetup } from '../../app/domain/orders/setup.server';
import { encodeRow } from '../../app/platform/csv';
import { db } from '../../app/platform/db.server';
import { seededRandom } from '../seed/random';
import type { Subject } from './subjects';

/** As many rows as the real file has that this is measured with. */
const ROWS = 15_100;
const BRANDS = ['Unknown', 'Philips', 'Bosch', 'Sony', 'Samsung', 'Grundig'];
const THINGS = ['Printer/scanner', 'Laptop', 'Toaster', 'Hi-Fi separates', 'Sewing machine', 'Mobile'];
const WORDS =
  'Das Gerät schaltet sich nach wenigen Minuten ab und der Lüfter läuft sehr laut Stecker defekt Kabel'.split(
    ' ',
  );

/**
 * A file of repair records in the shape of the Open Repair Data Standard (openrepair.org): the one that INTAKE_FILE names,
 * else generated, so that no row was there before.
 */
export function intakeFile(rows = ROWS): Uint8Array {
  const given = process.env.INTAKE_FILE;
  if (given) return readFileSync(given);
  const random = seededRandom(Date.now());
  const run = Date.now().toString(36);
  const head =
    'id,data_provider,country,partner_product_category,product_category,product_category_id,brand,event_date,problem';
  const lines = Array.from({ length: rows }, (_, at) => {
    const problem = Array.from({ length: random.int(4, 40) }, () => random.pick(WORDS)).join(' ');
    const thing = random.pick(THINGS);
    return encodeRow(
      [
        `${run}_${at}`,
        'bench',
        'DEU',
        `Elektro ~ ${thing}`,
        thing,
        '25',
        random.pick(BRANDS),
        '2023-09-01',
        problem,
      ],
      ',',
    );
  });
  return Buffer.from(`${head}\r\n${lines.join('')}`);
}

/** Sends a file and gives the address of its import. */
export async function sendIntake(url: string, { cookie }: Subject, content: Uint8Array): Promise<string> {
  const form = new FormData();
  form.append('submissionKey', crypto.randomUUID());
  form.append('file', new Blob([new Uint8Array(content)]), 'records.csv');
  const init = { method: 'POST', body: form, headers: { Cookie: cookie }, redirect: 'manual' } as const;
  const answer = await fetch(`${url}/imports/new`, init);
  await answer.arrayBuffer();
  const at = answer.headers.get('Location') ?? '';
  if (!/^\/imports\/[\w-]{30,}$/.test(at)) throw new Error(`The file was not taken: ${answer.status} ${at}`);
  return at;
}

/** The mapping that is offered, completed by what a person would choose. */
export async function intakeMapping({ viewer }: Subject, at: string): Promise<Record<string, string>> {
  const found = await db().import.findUniqueOrThrow({
    where: { token: at.slice('/imports/'.length) },
    include: { account: true },
  });
  const { columns } = found.mapping as { columns: string[] };
  const setup = await orderFormSetup(viewer, 'en');
  const answers = setup.questions.map(({ id, kind, options }) => {
    const value = {
      text: 'none',
      number: '1',
      yes_no: 'yes',
      date: '2026-01-31',
      choice: options[0]?.value ?? '',
    }[kind];
    return [`constant-${answerField(id)}`, value];
  });
  const delivery = setup.deliveryMethods.find(({ toAddress }) => !toAddress) ?? setup.deliveryMethods[0];
  return {
    intent: 'check',
    noIdentifier: 'on',
    ...Object.fromEntries(columns.map((field, column) => [`column-${column}`, field])),
    ...Object.fromEntries(answers),
    'constant-customer': customerText(found.account),
    'constant-location': String(setup.locations[0]?.id ?? ''),
    'constant-deliveryMethodId': String(delivery?.id ?? ''),
    'constant-deliverTo': 'account',
  };
}
