import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { PackageCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { readFromAdministrator, requireSetup } from '~/domain/auth/setup.server';
import { GATE_ASKED, warrantySchema } from '~/domain/orders/gate-schema';
import { listGates } from '~/domain/orders/gates.server';
import { changeRepairWarranty, repairWarrantyMonths } from '~/domain/orders/repair-warranty.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { SetupList, useSetupColumns } from '~/parts/setup-list';
import { withRefusals } from '~/platform/http/refusals.server';
import { useErrorText } from '~/platform/i18n/use-error-text';
import type { Column } from '~/ui/data-table';
import { Field } from '~/ui/forms/field';
import { FormSection } from '~/ui/forms/form-section';
import { TextInput } from '~/ui/forms/text-input';
import { SubmitButton } from '~/ui/submit-button';

export async function loader(args: LoaderFunctionArgs) {
  const { own, saved } = await requireSetup(args);
  const [gates, months] = await Promise.all([listGates(), repairWarrantyMonths()]);
  return {
    saved,
    months,
    gates: gates.map(({ id, labelEn, labelDe, askedOf, blocking, position, active }) => ({
      id,
      label: own(labelEn, labelDe),
      askedOf: GATE_ASKED.find((known) => known === askedOf) ?? 'technician',
      blocking,
      position,
      active,
    })),
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const submission = parseWithZod(form, { schema: warrantySchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await changeRepairWarranty(viewer, submission.value.months);
  return redirect('/admin/gates?saved');
});

type Row = Awaited<ReturnType<typeof loader>>['gates'][number];

export default function Gates() {
  const { t } = useTranslation('intake');
  const { saved, gates, months } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const column = useSetupColumns();
  const columns: Column<Row>[] = [
    column.name(t('setup.label')),
    column.plain('askedOf', t('setup.asked_of'), (row) => t(`setup.asked.${row.askedOf}`)),
    column.plain('blocking', t('setup.blocking'), (row) => row.blocking),
    column.plain('position', t('setup.position'), (row) => row.position),
    column.active(t('setup.active')),
  ];
  return (
    <>
      <RefusalNotice answer={answer} />
      <SetupList
        words={t('setup', { returnObjects: true })}
        path="/admin/gates"
        icon={<PackageCheck />}
        columns={columns}
        rows={gates}
        saved={saved && !answer}
      >
        <Warranty months={months} result={answer && 'result' in answer ? answer.result : undefined} />
      </SetupList>
    </>
  );
}

type Result = {
  initialValue?: Record<string, unknown> | null;
  error?: Record<string, string[] | null> | null;
};

/** How long the operator answers for a repair. */
function Warranty({ months, result }: { months: number; result: Result | undefined }) {
  const { t } = useTranslation('intake');
  const { all } = useErrorText();
  return (
    <Form method="post" className="mt-8">
      <FormSection title={t('setup.warranty')}>
        <Field
          name="months"
          label={t('setup.months')}
          help={t('setup.months_help')}
          required
          errors={all(result?.error?.months ?? undefined)}
        >
          <TextInput
            key={months}
            defaultValue={String(result?.initialValue?.months ?? months)}
            inputMode="numeric"
            autoComplete="off"
            tabular
            className="max-w-24"
          />
        </Field>
        <div>
          <SubmitButton variant="secondary">{t('setup.save_months')}</SubmitButton>
        </div>
      </FormSection>
    </Form>
  );
}
