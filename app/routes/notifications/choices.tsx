import { useTranslation } from 'react-i18next';
import type { NotificationType } from '~/domain/notifications/rules';

type Choice = { type: NotificationType; own: boolean; company: boolean };
type Props = { company: { name: string; email: string } | null; types: Choice[] };

/** Every kind of mail, a row each, with a box for the person's own address and one for their company's. */
export function Choices({ company, types }: Props) {
  const { t } = useTranslation('account');
  const columns = company ? (['own', 'company'] as const) : (['own'] as const);
  return (
    <div className="rounded-md border border-line bg-surface px-4 py-2 shadow-flat">
      <table className="w-full">
        <caption className="sr-only">{t('notifications.title')}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            <th scope="col" className="py-2 text-left font-medium">
              {t('notifications.what')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="w-16 py-2 text-center font-medium">
                {t(`notifications.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((row) => {
            const what = t(`notifications.types.${row.type}.label`);
            return (
              <tr key={row.type} className="border-b border-line last:border-b-0">
                <th scope="row" className="py-2 pr-2 text-left font-normal">
                  {what}
                  <span className="block text-xs text-muted">
                    {t(`notifications.types.${row.type}.help`)}
                  </span>
                </th>
                {columns.map((column) => (
                  <td key={column} className="p-0 text-center align-middle">
                    <label className="grid min-h-11 place-items-center">
                      <input
                        type="checkbox"
                        name={column}
                        value={row.type}
                        defaultChecked={row[column]}
                        aria-label={t('notifications.choice', {
                          what,
                          who: t(`notifications.${column}`),
                        })}
                        className="size-4"
                      />
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
