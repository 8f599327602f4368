import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { locationHoursSchema, WEEKDAYS } from '~/domain/orders/clock-schema';
import { getLocationHours, saveLocationHours } from '~/domain/orders/clock-setup.server';
import { Day } from '~/parts/day';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Panel } from '~/ui/panel';
import { HoursForm } from './hours-form';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  const id = idOf(args.params.id);
  const place = id === null ? null : await getLocationHours(id, new Date().toISOString().slice(0, 10));
  if (!place) throw notFound();
  const { hours, ...shown } = place;
  const pending = await takePendingForm(args.request, `/admin/hours/${place.id}`);
  const fields: Record<string, string> = { region: place.region ?? '' };
  for (const weekday of WEEKDAYS) {
    fields[`opens${weekday}`] = hours.get(weekday)?.opens ?? '';
    fields[`closes${weekday}`] = hours.get(weekday)?.closes ?? '';
  }
  return data(
    { place: shown, fields: { ...fields, ...pending?.fields } },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  const id = idOf(args.params.id);
  if (viewer.role !== 'administrator' || id === null) throw notFound();
  const submission = parseWithZod(form, { schema: locationHoursSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  await saveLocationHours(viewer, id, submission.value);
  return redirect('/admin/hours?saved');
});

export default function LocationHours() {
  const { t } = useTranslation('desk');
  const { place, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={place.name}
        subtitle={t('hours.zone', { zone: place.timeZone })}
        back={{ to: '/admin/hours', label: t('hours.title') }}
      />
      <RefusalNotice answer={answer} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <HoursForm
          place={place}
          fields={fields}
          result={answer && 'result' in answer ? answer.result : null}
        />
        <Panel title={t('hours.holidays')}>
          <p className="mb-3 text-soft">{t('hours.holidays_text')}</p>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
            {place.holidays.map(({ date, name }) => (
              <div key={date} className="contents">
                <dt className="tabular text-muted">
                  <Day on={date} />
                </dt>
                <dd>{name}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
    </>
  );
}
