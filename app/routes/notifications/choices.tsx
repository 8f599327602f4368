import { useTranslation } from 'react-i18next';
import type { NotificationType } from '~/domain/notifications/rules';
import { Panel } from '~/ui/panel';

type Props = {
  email: string;
  company: { name: string; email: string } | null;
  types: { type: NotificationType; own: boolean; company: boolean }[];
};

/** Every kind of mail with a box for the person's own address, and one for their company's. */
export function Choices({ email, company, types }: Props) {
  const { t } = useTranslation('account');
  const addresses = [
    { name: 'own', title: t('notifications.own'), address: email },
    ...(company
      ? [
          {
            name: 'company',
            title: t('notifications.company', { company: company.name }),
            address: company.email,
          },
        ]
      : []),
  ] as const;
  return (
    <>
      {addresses.map(({ name, title, address }) => (
        <Panel key={name} title={title}>
          <fieldset className="min-w-0">
            <legend className="mb-3 text-muted wrap-anywhere">
              {t('notifications.to', { address })}
              {name === 'company' && ` ${t('notifications.company_help')}`}
            </legend>
            <div className="flex flex-col gap-3">
              {types.map((row) => (
                <label key={row.type} className="flex items-start gap-2.5 self-start pointer-coarse:py-1">
                  <input
                    type="checkbox"
                    name={name}
                    value={row.type}
                    defaultChecked={name === 'own' ? row.own : row.company}
                    className="mt-0.5 size-4 flex-none"
                  />
                  <span>
                    {t(`notifications.types.${row.type}.label`)}
                    <span className="block text-xs text-muted">
                      {t(`notifications.types.${row.type}.help`)}
                    </span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        </Panel>
      ))}
    </>
  );
}
