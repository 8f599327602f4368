import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireViewerOrKeep, takePendingForm } from '~/domain/auth/pending-form.server';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { getOperator } from '~/domain/companies/operator.server';
import { countryNames } from '~/domain/companies/rules';
import { locationSchema } from '~/domain/orders/location-schema';
import { getLocation, saveLocation } from '~/domain/orders/locations-setup.server';
import { fieldRefusal } from '~/parts/field-refusal';
import { RefusalNotice } from '~/parts/refusal-notice';
import { readForm } from '~/platform/http/form.server';
import { idOf } from '~/platform/http/id-param';
import { requestLanguage } from '~/platform/http/language.server';
import { withRefusals } from '~/platform/http/refusals.server';
import { notFound } from '~/platform/http/responses.server';
import { PageHeader } from '~/ui/frame/page-header';
import { Panel } from '~/ui/panel';
import { type LocationFields, LocationForm } from './location-form';

const EMPTY: LocationFields = {
  ...{ code: '', name: '', street: '', postalCode: '', city: '', country: '', region: '' },
  ...{ timeZone: '', closesAt: '17:00', phone: '', email: '', active: 'on' },
};

/** The location of the address; null for a new one. Throws the 404 for one that is not there. */
async function storedLocation(param: string | undefined) {
  if (param === 'new') return null;
  const location = await getLocation(idOf(param) ?? 0);
  if (!location) throw notFound();
  return location;
}

type Stored = NonNullable<Awaited<ReturnType<typeof storedLocation>>>;

function fieldsOf({ id: _, technicians: __, region, active, ...rest }: Stored): LocationFields {
  return { ...rest, region: region ?? '', active: active ? 'on' : '' };
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const { format } = await requestLanguage(args.request, viewer.locale);
  const stored = await storedLocation(args.params.id);
  const pending = await takePendingForm(args.request, new URL(args.request.url).pathname);
  const usual = stored ? fieldsOf(stored) : { ...EMPTY, country: (await getOperator()).country };
  return data(
    {
      location: stored && { id: stored.id, name: stored.name, technicians: stored.technicians },
      fields: pending ? { ...EMPTY, active: '', ...pending.fields } : usual,
      countries: countryNames(format),
      zones: Intl.supportedValuesOf('timeZone'),
    },
    pending ? { headers: { 'Set-Cookie': pending.setCookie } } : undefined,
  );
}

const FIELDS = {
  ...{ code_taken: 'code', region_unknown: 'region', country_without_days: 'country' },
  ...{ location_has_orders: 'active', location_last: 'active' },
};

export const action = withRefusals(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request);
  const viewer = await requireViewerOrKeep(args, form);
  if (viewer.role !== 'administrator') throw notFound();
  await storedLocation(args.params.id);
  const submission = parseWithZod(form, { schema: locationSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 422 });
  try {
    await saveLocation(viewer, idOf(args.params.id), submission.value);
    return redirect('/admin/locations?saved');
  } catch (error) {
    return data({ result: fieldRefusal(error, submission, FIELDS) }, { status: 422 });
  }
});

/** One service location. */
export default function Location() {
  const { t } = useTranslation('team');
  const { location, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title={location?.name ?? t('locations.add')}
        back={{ to: '/admin/locations', label: t('locations.title') }}
      />
      <RefusalNotice answer={answer} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_340px] lg:items-start">
        <LocationForm {...shown} result={answer && 'result' in answer ? answer.result : null} />
        {location && (
          <div className="flex flex-col gap-4">
            <Panel title={t('locations.technicians')}>
              <ul className="flex flex-col gap-1">
                {location.technicians.map(({ id, name }) => (
                  <li key={id}>
                    <Link to={`/admin/people/${id}`} className="text-link">
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
              {location.technicians.length === 0 && (
                <p className="text-muted">{t('locations.no_technicians')}</p>
              )}
            </Panel>
            <Panel title={t('locations.hours')}>
              <Link to={`/admin/hours/${location.id}`} className="text-link">
                {t('locations.to_hours')}
              </Link>
            </Panel>
          </div>
        )}
      </div>
    </>
  );
}
