import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link } from '@remix-run/react';
import {
  BookOpen,
  Building2,
  Clock,
  Inbox,
  KeyRound,
  ListChecks,
  ListTodo,
  LockKeyhole,
  type LucideIcon,
  MailOpen,
  MapPin,
  MessageCircleQuestion,
  MessageSquareQuote,
  PackageCheck,
  PackageOpen,
  Palette,
  ScrollText,
  Search,
  ShieldCheck,
  ShieldPlus,
  Truck,
  UserCog,
  Webhook,
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

type Page = readonly [page: string, icon: LucideIcon];

/** What an administrator sets up and looks after, in the order of the page, under the headings of its groups. */
const GROUPS = {
  company: [
    ['brand', Palette],
    ['mails', MailOpen],
    ['locations', MapPin],
    ['hours', Clock],
  ],
  orders: [
    ['statuses', ListChecks],
    ['questions', MessageCircleQuestion],
    ['gates', PackageCheck],
    ['shipping-methods', Truck],
    ['delivery-methods', PackageOpen],
    ['canned-replies', MessageSquareQuote],
    ['catalogue', BookOpen],
    ['service-types', Wrench],
    ['plans', ShieldPlus],
    ['automation', Zap],
  ],
  people: [
    ['people', UserCog],
    ['companies', Building2],
    ['security', LockKeyhole],
    ['privacy', ShieldCheck],
  ],
  running: [
    ['jobs', ListTodo],
    ['audit', ScrollText],
    ['mailbox', Inbox],
    ['search', Search],
    ['webhooks', Webhook],
    ['api-keys', KeyRound],
  ],
} as const satisfies Record<string, readonly Page[]>;

type Group = keyof typeof GROUPS;
const NAMES = Object.keys(GROUPS) as Group[];

export default function Admin() {
  const { t } = useTranslation('admin');
  return (
    <>
      <PageHeader title={t('hub.title')} subtitle={t('hub.subtitle')} />
      <div className="flex flex-col gap-8">
        {NAMES.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`} className="mb-3 text-base">
              {t(`hub.groups.${group}`)}
            </h2>
            <Tiles pages={GROUPS[group]} />
          </section>
        ))}
      </div>
    </>
  );
}

/** The pages of one group. */
function Tiles({ pages }: { pages: (typeof GROUPS)[Group] }) {
  const { t } = useTranslation('admin');
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {pages.map(([page, Icon]) => (
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
  );
}
