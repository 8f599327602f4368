import { index, layout, type RouteConfig, route } from '@remix-run/route-config';

/** Every URL of the portal and the screen or resource that answers it. */
export default [
  route('login', 'routes/login/route.tsx'),
  route('logout', 'routes/logout/route.tsx'),
  route('forgot-password', 'routes/forgot-password/route.tsx'),
  route('reset-password/:token', 'routes/reset-password/route.tsx'),
  route('preferences', 'routes/preferences/route.tsx'),
  route('brand/logo', 'routes/logo/route.tsx'),
  index('routes/home/route.tsx'),
  layout('routes/app-frame/route.tsx', [
    route('orders', 'routes/orders/route.tsx'),
    route('orders/new', 'routes/order-new/route.tsx'),
    route('orders/:number', 'routes/order/route.tsx'),
    route('orders/:number/edit', 'routes/order-edit/route.tsx'),
    route('orders/:number/summary', 'routes/order-summary/route.tsx'),
    route('orders/:number/confirmation', 'routes/order-confirmation/route.tsx'),
    route('account', 'routes/account/route.tsx'),
    route('admin/mailbox', 'routes/mailbox/route.tsx'),
    route('admin/mailbox/:id', 'routes/mail/route.tsx'),
    route('admin/brand', 'routes/brand/route.tsx'),
    route('admin/questions', 'routes/questions/route.tsx'),
    route('admin/questions/:id', 'routes/question/route.tsx'),
    route('*', 'routes/not-found/route.tsx'),
  ]),
  route('search', 'routes/search/route.tsx'),
  route('customers/suggest', 'routes/customer-suggest/route.tsx'),
  route('orders/:number/order.pdf', 'routes/order-pdf/route.tsx'),
  route('orders/:number/attachments', 'routes/attachment-upload/route.tsx'),
  route('orders/:number/attachments/:id', 'routes/attachment/route.tsx'),
  route('admin/mailbox/:id/:part', 'routes/mail-part/route.tsx'),
] satisfies RouteConfig;
