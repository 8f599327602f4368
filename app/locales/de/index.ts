import account from './account.json';
import admin from './admin.json';
import auth from './auth.json';
import common from './common.json';
import documents from './documents.json';
import errors from './errors.json';
import mails from './mails.json';
import orders from './orders.json';
import search from './search.json';
import statuses from './statuses.json';

export default { account, admin, auth, common, documents, errors, mails, orders, search, statuses };
