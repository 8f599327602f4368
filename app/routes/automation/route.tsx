import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { readFromAdministrator } from '~/domain/auth/setup.server';
import {
  type AutomationFigures,
  automationFigures,
  listRules,
  saveRule,
} from '~/domain/contracts/automation.server';
import { automationSchema } from '~/domain/contracts/schema';
import { typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { useTypedFields } from '~/parts/typed-fields';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { DescriptionList } from '~/ui/description-list';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { PageHeader } from '~/ui/frame/page-header';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { SubmitButton } from '~/ui/submit-button';

/** Limits are typed with two decimals, as in the currencies that plans are sold in. */
const CURRENCY = 'CHF';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { format } = await requestLanguage(args.request, viewer.locale);
  const [rules, figures] = await Promise.all([listRules(), automationFigures()]);
  return {
    saved: new URL(args.request.url).searchParams.has('saved'),
    figures,
    rules: rules.map(({ kind, enabled, grossLimitMinor }) => ({
      kind,
      enabled: enabled ? 'on' : '',
      limit: grossLimitMinor === null ? '' : typedPrice(grossLimitMinor, CURRENCY, format),
    })),
  };
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const { viewer, form } = await readFromAdministrator(args);
  const { format } = await requestLanguage(args.request, viewer.locale);
  const submission = parseWithZod(form, { schema: automationSchema(CURRENCY, format) });
  if (submission.status !== 'success')
    return data({ result: submission.reply(), kind: String(form.get('kind')) }, { status: 422 });
  await saveRule(viewer, submission.value);
  return redirect('/admin/automation?saved');
});

type Rule = Awaited<ReturnType<typeof loader>>['rules'][number];

export default function Automation() {
  const { t } = useTranslation(['contracts', 'admin']);
  const { rules, figures, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="max-w-160">
      <PageHeader
        title={t('automation.title')}
        subtitle={t('automation.subtitle')}
        back={{ to: '/admin', label: t('admin:hub.title') }}
      />
      <RefusalNotice answer={answer} />
      {saved && (
        <div className="mb-4">
          <Notice tone="success" role="status" title={t('automation.saved')} />
        </div>
      )}
      <div className="flex flex-col gap-4">
        <Figures figures={figures} />
        {rules.map((rule) => (
          <RuleForm
            key={rule.kind}
            rule={rule}
            result={answer && 'result' in answer && answer.kind === rule.kind ? answer.result : null}
          />
        ))}
      </div>
    </div>
  );
}

/** How much ran through by itself. */
function Figures({ figures: { orders, automatic, medianMinutes } }: { figures: AutomationFigures }) {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 0 });
  const minutes = Math.round(medianMinutes ?? 0);
  const median =
    minutes < 120
      ? t('automation.minutes', { count: minutes })
      : t('automation.hours', { count: Math.round(minutes / 60) });
  return (
    <Panel title={t('automation.figures')}>
      <DescriptionList
        items={[
          { term: t('automation.activated'), detail: format.number(orders) },
          {
            term: t('automation.share'),
            detail:
              orders === 0
                ? t('automation.none')
                : t('automation.share_value', {
                    share: percent.format(automatic / orders),
                    automatic: format.number(automatic),
                    orders: format.number(orders),
                  }),
          },
          {
            term: t('automation.median'),
            detail: medianMinutes === null ? t('automation.none') : median,
          },
        ]}
      />
    </Panel>
  );
}

type RuleProps = { rule: Rule; result: Parameters<typeof useTypedFields>[0] };

function RuleForm({ rule, result }: RuleProps) {
  const { t } = useTranslation(['contracts', 'common']);
  const { typed, errors } = useTypedFields(result, { limit: rule.limit });
  const title = t(`automation.rules.${rule.kind}.title`);
  return (
    <Panel title={title}>
      <p className="text-soft">{t(`automation.rules.${rule.kind}.text`)}</p>
      <Form method="post" noValidate className="mt-4 flex flex-col gap-4">
        <input type="hidden" name="kind" value={rule.kind} />
        <Checkbox
          name="enabled"
          id={`enabled-${rule.kind}`}
          label={t('automation.enabled')}
          defaultChecked={rule.enabled === 'on'}
        />
        <Field
          name="limit"
          id={`limit-${rule.kind}`}
          label={t('automation.limit')}
          optionalLabel={t('common:optional')}
          help={t('automation.limit_help')}
          errors={errors('limit')}
        >
          <TextInput tabular inputMode="decimal" className="max-w-40" defaultValue={typed('limit')} />
        </Field>
        <div>
          <SubmitButton variant="secondary" aria-label={t('automation.save_of', { rule: title })}>
            {t('automation.save')}
          </SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
