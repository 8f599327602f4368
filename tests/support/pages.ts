/** The test of `every-page.spec.ts` that looks at each page: the folders of their routes below `app/routes`. */
export const LOOKED_AT = {
  'for administrators': [
    ...[
      'admin',
      'api-key-new',
      'api-keys',
      'api-keys-admin',
      'audit',
      'brand',
      'canned-replies',
      'canned-reply',
    ],
    ...[
      'catalogue',
      'catalogue-item',
      'companies',
      'company',
      'company-edit',
      'company-new',
      'confirm-email',
    ],
    ...['delivery-method', 'delivery-methods', 'devices', 'gate', 'gates', 'hours', 'import-new', 'imports'],
    ...[
      'invitation',
      'job',
      'jobs',
      'location',
      'location-hours',
      'locations',
      'mail',
      'mail-text',
      'mail-texts',
    ],
    ...['mailbox', 'people', 'person', 'person-invitation', 'person-new', 'privacy', 'privacy-erase'],
    ...['privacy-subject', 'question', 'questions', 'search-admin', 'security-admin', 'shipping-method'],
    ...['shipping-methods', 'status-text', 'status-texts', 'webhook', 'webhook-edit', 'webhook-message'],
    ...['webhook-new', 'webhooks', 'webhooks-admin'],
  ],
  'for customers': [
    ...['account', 'confirm', 'not-found', 'notifications', 'order', 'order-confirmation', 'order-edit'],
    ...[
      'order-export',
      'order-new',
      'order-share',
      'order-summary',
      'orders',
      'quote',
      'quote-decide',
      'quotes',
    ],
    ...['search-list', 'security', 'security-app', 'security-codes', 'security-passkey'],
  ],
  'for those who order for others': [
    ...['customer', 'customer-edit', 'customer-new', 'customers', 'import', 'overview'],
  ],
  'on shipments': ['shipment', 'shipments'],
  'at the receiving desk': ['receive', 'receive-shipment', 'return-new'],
  'on settlements': ['settlement', 'settlements'],
  'on offers and contracts': [
    ...['automation', 'basket', 'basket-new', 'contract', 'contracts', 'offer', 'offer-confirmation'],
    ...[
      'offer-decide',
      'offer-link',
      'offer-link-confirmation',
      'offer-link-decide',
      'offers',
      'plan',
      'plans',
    ],
  ],
  'on on-site orders': [
    ...['onsite', 'onsite-appointment', 'onsite-execution', 'onsite-new', 'onsite-requirements', 'partner'],
    ...['partner-calendar', 'service-type', 'service-type-item', 'service-types'],
  ],
  'for technicians': ['device', 'intake', 'order-mails', 'passcode', 'queue', 'quote-edit'],
  'for those without an account': [
    ...['api-docs', 'confirm-email', 'forgot-password', 'guest', 'guest-quote', 'guest-quote-decide'],
    ...['invitation', 'login', 'login-code', 'reset-password', 'track'],
  ],
} as const satisfies Record<string, readonly string[]>;

/** Pages that none of those tests looks at by itself, and why. */
export const NOT_LOOKED_AT: Record<string, string> = {
  'app-frame': 'It is what stands around the pages of those who are signed in.',
};
