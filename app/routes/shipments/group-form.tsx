import { Form } from '@remix-run/react';
import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_ITEMS, MAX_PARCELS } from '~/domain/shipments/rules';
import { useLocalName } from '~/parts/local-name';
import { RefusedOrders } from '~/parts/refused-orders';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { ButtonLink } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Checkbox } from '~/ui/forms/checkbox';
import { DateInput } from '~/ui/forms/date-input';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { Field } from '~/ui/forms/field';
import { Select } from '~/ui/forms/select';
import { TextArea } from '~/ui/forms/text-area';
import { TextInput } from '~/ui/forms/text-input';
import { Panel } from '~/ui/panel';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';
import { useHydrated } from '~/ui/use-hydrated';
import type { RefusedForm } from './create-from-form.server';
import { GroupOrders } from './group-orders';
import type { OpenGroup } from './load-shipments.server';
import { tabPath } from './tabs';
import { useGroupName } from './use-group-name';

type Props = {
  group: OpenGroup;
  methods: { id: number; nameEn: string; nameDe: string }[];
  staff: boolean;
  /** It is the only group on the page, because it was asked for. */
  alone: boolean;
  now: number;
  answer: RefusedForm | null;
};

/** One group: which of its orders travel together, and how. */
export function GroupForm({ group, methods, staff, alone, now, answer }: Props) {
  const { t } = useTranslation(['shipments', 'common']);
  const { say, all } = useErrorText();
  const name = useGroupName(staff)(group);
  const refused = answer?.refused ?? [];
  const id = (field: string) => `${field}-${group.key}`;
  const errors = Object.entries(answer?.errors ?? {});
  return (
    <Panel
      title={name}
      flush
      actions={<StatusBadge tone="info">{t('waiting.orders', { count: group.count })}</StatusBadge>}
    >
      <Form
        method="post"
        action={tabPath('waiting', alone ? { group: group.key } : {})}
        aria-label={name}
        className="group/choice p-4"
      >
        <input type="hidden" name="submissionKey" value={group.submissionKey} />
        <input type="hidden" name="accountId" value={group.accountId} />
        <input type="hidden" name="locationId" value={group.locationId} />
        <input type="hidden" name="groupMethodId" value={group.methodId ?? ''} />
        <ErrorSummary
          title={t('common:form.errors')}
          errors={errors.flatMap(([field, keys]) =>
            keys.map((key) => ({ id: id(field), message: say(key) })),
          )}
        />
        <RefusedOrders
          refused={refused}
          title={t('refused.title', { count: refused.length })}
          text={t('refused.text')}
        />
        <Choice
          group={group}
          alone={alone}
          now={now}
          chosen={answer?.chosen ?? []}
          name={name}
          errors={all(answer?.errors.order)}
        />
        <HowItTravels group={group} methods={methods} answer={answer} />
      </Form>
    </Panel>
  );
}

type ChoiceProps = Pick<Props, 'group' | 'alone' | 'now'> & {
  chosen: string[];
  name: string;
  errors: string[] | undefined;
};

/** The orders to choose from. With script *all* ticks what is listed; without it the server takes it at its word. */
function Choice({ group, alone, now, chosen, name, errors }: ChoiceProps) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const hydrated = useHydrated();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(chosen));
  const [whole, setWhole] = useState(false);
  const listed = group.orders.length;

  function toggle(event: ChangeEvent<HTMLInputElement>) {
    const { value, checked } = event.target;
    const next = new Set(whole ? group.orders.map(({ number }) => number) : ticked);
    if (checked) next.add(value);
    else next.delete(value);
    setWhole(false);
    setTicked(next);
  }

  const count = whole ? Math.min(group.count, MAX_ITEMS) : ticked.size;
  const allLabel =
    group.count > MAX_ITEMS
      ? t('waiting.all_capped', { count: group.count, max: format.number(MAX_ITEMS) })
      : t('waiting.all_of_group', { count: group.count });
  return (
    <div className="mb-5 flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Checkbox
          name="all"
          id={`order-${group.key}`}
          label={allLabel}
          errors={errors}
          {...(hydrated && {
            checked: whole,
            onChange: (event: ChangeEvent<HTMLInputElement>) => {
              setWhole(event.target.checked);
              if (!event.target.checked) setTicked(new Set());
            },
          })}
        />
        {hydrated && (
          <span className="tabular ml-auto text-muted" role="status">
            {t('waiting.chosen', { count })}
          </span>
        )}
      </div>
      <GroupOrders
        orders={group.orders}
        caption={t('waiting.caption', { group: name })}
        now={now}
        checked={(number) => whole || ticked.has(number)}
        {...(hydrated && { onToggle: toggle })}
      />
      {listed < group.count && (
        <p className="flex flex-wrap items-center gap-3 text-muted">
          {t('waiting.shown', { shown: format.number(listed), count: group.count })}
          {!alone && (
            <ButtonLink size="small" to={tabPath('waiting', { group: group.key })}>
              {t('waiting.show_more')}
            </ButtonLink>
          )}
        </p>
      )}
    </div>
  );
}

/** Parcels, weights, pick-up day, method and note once an order is chosen, and the button. */
function HowItTravels({ group, methods, answer }: Pick<Props, 'group' | 'methods' | 'answer'>) {
  const { t } = useTranslation(['shipments', 'common']);
  const { all } = useErrorText();
  const localName = useLocalName();
  const typed = answer?.fields ?? {};
  const id = (field: string) => `${field}-${group.key}`;
  const field = (name: 'parcels' | 'weights' | 'pickUpOn' | 'methodId' | 'note') => ({
    name,
    id: id(name),
    errors: all(answer?.errors[name]),
  });
  const optionalLabel = t('common:optional');
  return (
    <>
      <div className={answer ? undefined : 'hidden group-has-[input[type=checkbox]:checked]/choice:block'}>
        <div className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2 lg:grid-cols-4">
          <Field {...field('parcels')} label={t('form.parcels')} required>
            <TextInput
              type="number"
              min={1}
              max={MAX_PARCELS}
              defaultValue={typed.parcels ?? '1'}
              inputMode="numeric"
            />
          </Field>
          <Field
            {...field('weights')}
            label={t('form.weights')}
            optionalLabel={optionalLabel}
            help={t('form.weights_help')}
          >
            <TextInput
              defaultValue={typed.weights ?? ''}
              inputMode="decimal"
              autoComplete="off"
              end={<span className="pr-2">{t('form.kg')}</span>}
            />
          </Field>
          <Field {...field('pickUpOn')} label={t('form.pick_up')} optionalLabel={optionalLabel}>
            <DateInput min={group.today} defaultValue={typed.pickUpOn ?? ''} />
          </Field>
          <Field {...field('methodId')} label={t('form.method')}>
            <Select
              defaultValue={typed.methodId ?? String(group.methodId ?? '')}
              placeholder={t('form.method_none')}
              options={methods.map((method) => ({ value: String(method.id), label: localName(method) }))}
            />
          </Field>
        </div>
        <details className="mt-4" open={Boolean(typed.note) || undefined}>
          <summary className="cursor-pointer text-muted hover:text-text">
            {t('form.more')} ({optionalLabel})
          </summary>
          <div className="mt-2 max-w-160">
            <Field {...field('note')} label={t('form.note')} help={t('form.note_help')}>
              <TextArea rows={2} defaultValue={typed.note ?? ''} maxLength={2000} />
            </Field>
          </div>
        </details>
      </div>
      <div className="mt-5 flex max-sm:flex-col">
        <SubmitButton>{t('form.create')}</SubmitButton>
      </div>
    </>
  );
}
