import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLocation, useRouteLoaderData } from '@remix-run/react';
import {
  CalendarCheck,
  ChartColumn,
  ClipboardList,
  FileCheck,
  FileText,
  ListChecks,
  Package,
  Plus,
  ReceiptText,
  ScanBarcode,
  ScrollText,
  Settings,
  Smartphone,
  UserCog,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/auth/rules';
import { getViewer } from '~/domain/auth/session.server';
import { orderingContext } from '~/domain/companies/context.server';
import { liveState } from '~/domain/messages/reads.server';
import { ContextBar } from '~/parts/context-bar';
import { KeepPlace } from '~/parts/keep-place';
import { PageProblem } from '~/parts/page-problem';
import { LiveProvider, useLiveConnection, useUnread } from '~/parts/use-live';
import type { loader as rootLoader } from '~/root';
import { AppFrame } from '~/ui/frame/app-frame';
import { AccountMenu } from './account-menu';
import { FrameSearch } from './frame-search';

/** Only what the frame shows; the pages inside ask for their viewer themselves. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const [context, live] = viewer
    ? await Promise.all([
        orderingContext(viewer),
        liveState(viewer, openOrder(new URL(args.request.url).pathname)),
      ])
    : [null, null];
  return {
    viewer: viewer && {
      name: viewer.name,
      email: viewer.email,
      role: viewer.role,
      company: viewer.companyName,
    },
    context,
    live,
  };
}

type Entry = {
  to: string;
  text:
    | 'partner'
    | 'overview'
    | 'queue'
    | 'orders'
    | 'new_order'
    | 'quotes'
    | 'offers'
    | 'contracts'
    | 'shipments'
    | 'settlements'
    | 'receive'
    | 'customers'
    | 'devices'
    | 'people'
    | 'admin';
  icon: ReactNode;
  roles?: Role[];
};

const NAV: Entry[] = [
  { to: '/partner', text: 'partner', icon: <CalendarCheck size={18} aria-hidden />, roles: ['partner'] },
  {
    to: '/overview',
    text: 'overview',
    icon: <ChartColumn size={18} aria-hidden />,
    roles: ['reseller', 'administrator'],
  },
  {
    to: '/queue',
    text: 'queue',
    icon: <ListChecks size={18} aria-hidden />,
    roles: ['technician', 'administrator'],
  },
  { to: '/orders', text: 'orders', icon: <ClipboardList size={18} aria-hidden /> },
  {
    to: '/orders/new',
    text: 'new_order',
    icon: <Plus size={18} aria-hidden />,
    roles: ['customer', 'reseller', 'technician', 'administrator'],
  },
  {
    to: '/quotes',
    text: 'quotes',
    icon: <FileText size={18} aria-hidden />,
    roles: ['customer', 'reseller', 'technician', 'administrator'],
  },
  {
    to: '/offers',
    text: 'offers',
    icon: <FileCheck size={18} aria-hidden />,
    roles: ['customer', 'reseller', 'administrator'],
  },
  {
    to: '/contracts',
    text: 'contracts',
    icon: <ScrollText size={18} aria-hidden />,
    roles: ['customer', 'reseller', 'administrator'],
  },
  {
    to: '/shipments',
    text: 'shipments',
    icon: <Package size={18} aria-hidden />,
    roles: ['reseller', 'technician', 'administrator'],
  },
  {
    to: '/settlements',
    text: 'settlements',
    icon: <ReceiptText size={18} aria-hidden />,
    roles: ['partner', 'administrator'],
  },
  {
    to: '/customers',
    text: 'customers',
    icon: <Users size={18} aria-hidden />,
    roles: ['reseller', 'administrator'],
  },
  {
    to: '/devices',
    text: 'devices',
    icon: <Smartphone size={18} aria-hidden />,
    roles: ['technician', 'administrator'],
  },
  {
    to: '/receive',
    text: 'receive',
    icon: <ScanBarcode size={18} aria-hidden />,
    roles: ['technician', 'administrator'],
  },
  { to: '/people', text: 'people', icon: <UserCog size={18} aria-hidden />, roles: ['reseller', 'partner'] },
  { to: '/admin', text: 'admin', icon: <Settings size={18} aria-hidden />, roles: ['administrator'] },
];

function isActive(pathname: string, to: string): boolean {
  if (to === '/orders') return pathname.startsWith('/orders') && pathname !== '/orders/new';
  if (to === '/offers' && pathname.startsWith('/baskets/')) return true;
  return pathname === to || pathname.startsWith(`${to}/`);
}

/** The number of the order whose page this is; empty for other pages. */
const openOrder = (pathname: string) => /^\/orders\/([^/]+)$/.exec(pathname)?.[1] ?? '';

/** The frame around every page of the signed-in. */
function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const loaded = useRouteLoaderData<typeof loader>('routes/app-frame/route');
  const { viewer, context } = loaded ?? {};
  const live = useLiveConnection(loaded?.live?.lastEvent ?? null);
  const unread = useUnread(live, loaded?.live?.unread ?? 0, openOrder(pathname));
  if (!viewer || !root) return <main>{children}</main>;
  const nav = NAV.filter(({ roles }) => !roles || roles.includes(viewer.role)).map(({ to, text, icon }) => ({
    to,
    icon,
    label: t(`nav.${text}`),
    active: isActive(pathname, to),
    ...(text === 'orders' && { count: { value: unread, label: t('nav.unread', { count: unread }) } }),
  }));
  return (
    <AppFrame
      brand={{ name: root.brand.name, logoUrl: root.brand.logoUrl }}
      nav={nav}
      search={<FrameSearch />}
      context={context && <ContextBar context={context} />}
      account={<AccountMenu viewer={viewer} />}
      labels={{ skip: t('nav.skip'), nav: t('nav.label'), more: t('nav.more') }}
    >
      <KeepPlace />
      <LiveProvider value={live}>{children}</LiveProvider>
    </AppFrame>
  );
}

export default function AppFrameRoute() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame>
      <PageProblem />
    </Frame>
  );
}
