import { CUSTOMER_OPERATIONS } from './customers/operations';
import { ABOUT_OPERATIONS, FORM_OPERATIONS } from './form/operations';
import { ONSITE_OPERATIONS } from './onsite/operations';
import type { Operation } from './operation';
import { ORDER_OPERATIONS } from './orders/operations';
import { QUOTE_OPERATIONS } from './quotes/operations';
import { SETTLEMENT_OPERATIONS } from './settlements/operations';
import { SHIPMENT_OPERATIONS } from './shipments/operations';
import { WEBHOOK_OPERATIONS } from './webhooks/operations';

/** Everything that the API can do. */
export const OPERATIONS: readonly Operation[] = [
  ...ORDER_OPERATIONS,
  ...FORM_OPERATIONS,
  ...CUSTOMER_OPERATIONS,
  ...SHIPMENT_OPERATIONS,
  ...QUOTE_OPERATIONS,
  ...ONSITE_OPERATIONS,
  ...SETTLEMENT_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...ABOUT_OPERATIONS,
];
