import account from './account.json';
import admin from './admin.json';
import auth from './auth.json';
import common from './common.json';
import customers from './customers.json';
import dashboard from './dashboard.json';
import documents from './documents.json';
import errors from './errors.json';
import imports from './imports.json';
import mails from './mails.json';
import orders from './orders.json';
import search from './search.json';
import shipments from './shipments.json';
import statuses from './statuses.json';

export default {
  account,
  admin,
  auth,
  common,
  customers,
  dashboard,
  documents,
  errors,
  imports,
  mails,
  orders,
  search,
  shipments,
  statuses,
};
