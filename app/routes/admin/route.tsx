import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link } from '@remix-run/react';
import {
  BookOpen,
  Clock,
  Inbox,
  type LucideIcon,
  MessageCircleQuestion,
  MessageSquareQuote,
  PackageCheck,
  Palette,
  Search,
  ShieldCheck,
  ShieldPlus,
  Wrench,
  Zap,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { PageHeader } from '~/ui/frame/page-header';

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, 'administrator');
  return null;
}

/** What an administrator sets up and looks after, in the order of the page. */
const PAGES = [
  ['brand', Palette],
  ['hours', Clock],
  ['questions', MessageCircleQuestion],
  ['canned-replies', MessageSquareQuote],
  ['catalogue', BookOpen],
  ['plans', ShieldPlus],
  ['automation', Zap],
  ['gates', PackageCheck],
  ['service-types', Wrench],
  ['mailbox', Inbox],
  ['search', Search],
  ['privacy', ShieldCheck],
] as const satisfies [string, LucideIcon][];

export default function Admin() {
  const { t } = useTranslation('admin');
  return (
    <>
      <PageHeader title={t('hub.title')} subtitle={t('hub.subtitle')} />
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {PAGES.map(([page, Icon]) => (
          <li key={page}>
            <Link
              to={`/admin/${page}`}
              className="flex h-full items-start gap-3 rounded-md border border-line bg-surface p-4 shadow-flat hover:border-line-strong"
            >
              <Icon size={20} aria-hidden className="mt-0.5 shrink-0 text-muted" />
              <span className="min-w-0">
                <span className="block font-semibold">{t(`hub.pages.${page}.title`)}</span>
                <span className="text-soft">{t(`hub.pages.${page}.text`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
