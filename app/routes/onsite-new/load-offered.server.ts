import type { Viewer } from '~/domain/auth/rules';
import { listLocations } from '~/domain/orders/locations.server';
import { listPartners } from '~/domain/partners/onsite.server';
import { offeredServiceTypes } from '~/domain/partners/service-types.server';
import type { Locale } from '~/platform/i18n/locale';

/** What the form of an on-site order offers, in the reader's language. */
export async function loadOffered(viewer: Viewer, locale: Locale) {
  const [locations, serviceTypes, partners] = await Promise.all([
    listLocations(viewer),
    offeredServiceTypes(),
    listPartners(),
  ]);
  const option = (id: number, label: string) => ({ value: String(id), label });
  return {
    locations: locations.map(({ id, name }) => option(id, name)),
    serviceTypes: serviceTypes.map((type) => option(type.id, locale === 'de' ? type.nameDe : type.nameEn)),
    partners: partners.map(({ id, name, city }) => option(id, `${name}, ${city}`)),
  };
}

export type Offered = Awaited<ReturnType<typeof loadOffered>>;
