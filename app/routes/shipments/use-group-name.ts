import { useTranslation } from 'react-i18next';
import type { WaitingGroup } from '~/domain/shipments/waiting.server';
import { useLocalName } from '~/parts/local-name';

type Named = Pick<WaitingGroup, 'accountName' | 'locationName' | 'methodEn' | 'methodDe'>;

/** What a group is called: service location and shipping method; for staff the account before them. */
export function useGroupName(staff: boolean) {
  const { t } = useTranslation('shipments');
  const localName = useLocalName();
  return ({ accountName, locationName, methodEn, methodDe }: Named): string => {
    const method =
      methodEn !== null && methodDe !== null
        ? localName({ nameEn: methodEn, nameDe: methodDe })
        : t('waiting.no_method');
    return [...(staff ? [accountName] : []), locationName, method].join(' · ');
  };
}
