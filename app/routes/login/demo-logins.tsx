import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';

type Props = { logins: { role: Role; email: string }[]; password: string; redirectTo: string };

/** One press for each role of the demo. */
export function DemoLogins({ logins, password, redirectTo }: Props) {
  const { t } = useTranslation('auth');
  return (
    <section aria-labelledby="demo" className="border-t border-line pt-5">
      <h2 id="demo" className="text-base">
        {t('demo.title')}
      </h2>
      <p className="mt-1 mb-3 text-muted">{t('demo.text', { password })}</p>
      <div className="flex flex-col gap-2">
        {logins.map(({ role, email }) => (
          <Form key={role} method="post">
            <input type="hidden" name="redirectTo" value={redirectTo} />
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="password" value={password} />
            <button type="submit" className="button button-secondary w-full justify-between gap-3">
              {t(`demo.roles.${role}`)}
              <span className="truncate font-normal text-muted">{email}</span>
            </button>
          </Form>
        ))}
      </div>
    </section>
  );
}
