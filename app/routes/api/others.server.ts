import * as customers from '~/domain/api/customers/commands.server';
import * as customerOperations from '~/domain/api/customers/operations';
import { DESCRIBE, GET_ME, GET_ONSITE_FORM, GET_ORDER_FORM } from '~/domain/api/form/operations';
import { onsiteFormForApi, orderFormForApi } from '~/domain/api/form/queries.server';
import { createOnsite, dispatchOnsite, payOnsite } from '~/domain/api/onsite/commands.server';
import { CREATE_ONSITE, DISPATCH_GOODS, RECORD_PAYMENT } from '~/domain/api/onsite/operations';
import { openApiDocument } from '~/domain/api/openapi.server';
import { type Served, serve } from '~/domain/api/serve.server';

/** Customers, on-site orders, forms, and the API itself. */
export const OTHERS: readonly Served[] = [
  serve(customerOperations.LIST_CUSTOMERS, ({ viewer, query }) => customers.customersForApi(viewer, query)),
  serve(customerOperations.CREATE_CUSTOMER, ({ viewer, body, submissionKey }) =>
    customers.createForApi(viewer, body, submissionKey),
  ),
  serve(customerOperations.GET_CUSTOMER, ({ viewer, params }) => customers.customerForApi(viewer, params.id)),
  serve(customerOperations.CHANGE_CUSTOMER, ({ viewer, params, body }) =>
    customers.changeForApi(viewer, params.id, body),
  ),
  serve(customerOperations.DEACTIVATE_CUSTOMER, ({ viewer, params }) =>
    customers.switchForApi(viewer, params.id, false),
  ),
  serve(customerOperations.ACTIVATE_CUSTOMER, ({ viewer, params }) =>
    customers.switchForApi(viewer, params.id, true),
  ),
  serve(CREATE_ONSITE, ({ viewer, body, submissionKey }) => createOnsite(viewer, body, submissionKey)),
  serve(RECORD_PAYMENT, ({ viewer, params, body }) => payOnsite(viewer, params.number, body)),
  serve(DISPATCH_GOODS, ({ viewer, params, body }) => dispatchOnsite(viewer, params.number, body)),
  serve(GET_ORDER_FORM, ({ viewer, language }) => orderFormForApi(viewer, language.locale)),
  serve(GET_ONSITE_FORM, ({ viewer, language }) => onsiteFormForApi(viewer, language.locale)),
  serve(GET_ME, async ({ viewer, scopes }) => {
    const { name, email, role, companyName } = viewer;
    return { name, email, role, company: companyName, scopes };
  }),
  serve(DESCRIBE, async () => openApiDocument()),
];
