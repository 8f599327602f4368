import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findOrNew, formPage, requireSetup, saveAction } from '~/domain/auth/setup.server';
import { getOperator } from '~/domain/companies/operator.server';
import { countryNames } from '~/domain/companies/rules';
import { locationSchema } from '~/domain/orders/location-schema';
import { getLocation, saveLocation } from '~/domain/orders/locations-setup.server';
import { RefusalNotice } from '~/parts/refusal-notice';
import { onOrEmpty } from '~/parts/setup-form';
import { PageHeader } from '~/ui/frame/page-header';
import { Panel } from '~/ui/panel';
import { type LocationFields, LocationForm } from './location-form';

const EMPTY: LocationFields = {
  ...{ code: '', name: '', street: '', postalCode: '', city: '', country: '', region: '' },
  ...{ timeZone: '', closesAt: '17:00', phone: '', email: '', active: 'on' },
};

type Stored = NonNullable<Awaited<ReturnType<typeof getLocation>>>;

/** A stored location as its form shows it. */
function fieldsOf({ id: _, technicians: __, region, active, ...rest }: Stored): LocationFields {
  return { ...rest, region: region ?? '', active: onOrEmpty(active) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { format } = await requireSetup(args);
  const stored = await findOrNew(args.params.id, getLocation);
  const empty = stored ? EMPTY : { ...EMPTY, country: (await getOperator()).country };
  return formPage(args, empty, stored && fieldsOf(stored), {
    location: stored && { id: stored.id, name: stored.name, technicians: stored.technicians },
    countries: countryNames(format),
    zones: Intl.supportedValuesOf('timeZone'),
  });
}

export const action = saveAction({
  schema: locationSchema,
  find: getLocation,
  save: saveLocation,
  refusals: {
    ...{ code_taken: 'code', region_unknown: 'region', country_without_days: 'country' },
    ...{ location_has_orders: 'active', location_last: 'active' },
  },
  done: '/admin/locations?saved',
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
