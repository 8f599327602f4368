import type { z } from 'zod';
import { DomainError } from '~/platform/errors';
import type { Locale } from '~/platform/i18n/locale';
import type { Viewer } from '../../auth/rules';
import { listLocations } from '../../orders/locations.server';
import { orderFormSetup } from '../../orders/setup.server';
import { listPartners } from '../../partners/onsite.server';
import { offeredServiceTypes } from '../../partners/service-types.server';
import type { onsiteFormSchema, orderFormSetupSchema } from './schema';

/** What the order form offers. Throws DomainError `not_found` (404) for partners, who order nothing. */
export async function orderFormForApi(
  viewer: Viewer,
  locale: Locale,
): Promise<z.output<typeof orderFormSetupSchema>> {
  if (viewer.role === 'partner') throw new DomainError('not_found', 404);
  return orderFormSetup(viewer, locale);
}

/** What the form of on-site orders offers. Throws DomainError `not_found` (404) for those who are no administrators. */
export async function onsiteFormForApi(
  viewer: Viewer,
  locale: Locale,
): Promise<z.output<typeof onsiteFormSchema>> {
  if (viewer.role !== 'administrator') throw new DomainError('not_found', 404);
  const [locations, serviceTypes, partners] = await Promise.all([
    listLocations(viewer),
    offeredServiceTypes(),
    listPartners(),
  ]);
  return {
    locations: locations.map(({ id, name }) => ({ id, name })),
    serviceTypes: serviceTypes.map(({ id, nameDe, nameEn }) => ({
      id,
      name: locale === 'de' ? nameDe : nameEn,
    })),
    partners: partners.map(({ id, name, city }) => ({ id, name, city })),
  };
}
