import { useTranslation } from 'react-i18next';

/** Reads a name that the operator keeps in both languages in the reader's. */
export function useLocalName() {
  const { i18n } = useTranslation();
  const german = i18n.language.startsWith('de');
  return (named: { nameEn: string; nameDe: string }): string => (german ? named.nameDe : named.nameEn);
}
