import type { Viewer } from '~/domain/auth/rules';
import type { BasketDetail } from '~/domain/contracts/basket-queries.server';
import { getPlan, plansIn } from '~/domain/contracts/plans.server';
import { pricesFreely } from '~/domain/contracts/rules';
import { offeredFirst, typedPrice } from '~/domain/orders/lines-from-catalogue.server';
import { offeredServiceTypes } from '~/domain/partners/service-types.server';
import { translator } from '~/platform/i18n/i18n';
import type { Language } from '~/platform/i18n/locale';

/** What can be put into a basket, in the reader's language. */
export async function offeredFor(viewer: Viewer, basket: BasketDetail, language: Language) {
  const { currency } = basket.shown;
  const [items, plans, types, own] = await Promise.all([
    offeredFirst(currency, language),
    plansIn(currency),
    offeredServiceTypes(),
    basket.planId === null ? null : getPlan(basket.planId),
  ]);
  const german = language.locale === 'de';
  const t = translator(language.locale);
  return {
    items,
    plans: (own ? [own] : plans).map((plan) => ({
      value: String(plan.id),
      label: t('contracts:basket.plan_choice', {
        name: german ? plan.nameDe : plan.nameEn,
        price: `${currency} ${typedPrice(plan.priceMinor, currency, language.format)}`,
        months: plan.termMonths,
      }),
    })),
    serviceTypes: types.map(({ id, nameEn, nameDe }) => ({
      value: String(id),
      label: german ? nameDe : nameEn,
    })),
    freePrices: pricesFreely(viewer.role),
  };
}
