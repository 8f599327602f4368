import { define } from '../operation';
import {
  newShipmentBody,
  shipmentListSchema,
  shipmentPaperParams,
  shipmentParams,
  shipmentQuery,
  shipmentSchema,
  trackingBody,
} from './schema';

const read = { noun: 'shipments', method: 'GET', scope: 'shipments:read', status: 200 } as const;
const write = { noun: 'shipments', scope: 'shipments:write', status: 200 } as const;

export const LIST_SHIPMENTS = define({
  ...read,
  id: 'listShipments',
  path: '/shipments',
  query: shipmentQuery,
  answer: ['ShipmentList', shipmentListSchema],
});

export const CREATE_SHIPMENT = define({
  ...write,
  id: 'createShipment',
  method: 'POST',
  path: '/shipments',
  body: newShipmentBody,
  idempotency: 'required',
  status: 201,
  answer: ['Shipment', shipmentSchema],
  refuses: ['orders_refused', 'shipment_empty', 'pick_up_past', 'shipping_method_unknown'],
});

export const GET_SHIPMENT = define({
  ...read,
  id: 'getShipment',
  path: '/shipments/{number}',
  params: shipmentParams,
  answer: ['Shipment', shipmentSchema],
});

export const CONFIRM_SHIPMENT = define({
  ...write,
  id: 'confirmShipment',
  method: 'POST',
  path: '/shipments/{number}/confirm',
  params: shipmentParams,
  idempotency: 'optional',
  answer: ['Shipment', shipmentSchema],
  refuses: ['orders_refused', 'shipment_changed', 'shipment_empty', 'pick_up_past', 'reason_required'],
});

export const TRACK_SHIPMENT = define({
  ...write,
  id: 'trackShipment',
  method: 'PUT',
  path: '/shipments/{number}/tracking',
  params: shipmentParams,
  body: trackingBody,
  answer: ['Shipment', shipmentSchema],
  refuses: ['shipment_changed'],
});

export const GET_SHIPMENT_PAPER = define({
  ...read,
  id: 'getShipmentPaper',
  path: '/shipments/{number}/papers/{paper}',
  params: shipmentPaperParams,
  answer: { files: ['application/pdf', 'text/plain'] },
});

export const SHIPMENT_OPERATIONS = [
  LIST_SHIPMENTS,
  CREATE_SHIPMENT,
  GET_SHIPMENT,
  CONFIRM_SHIPMENT,
  TRACK_SHIPMENT,
  GET_SHIPMENT_PAPER,
];
