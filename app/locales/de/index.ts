import account from './account.json';
import admin from './admin.json';
import api from './api.json';
import audit from './audit.json';
import auth from './auth.json';
import billing from './billing.json';
import common from './common.json';
import contracts from './contracts.json';
import customers from './customers.json';
import dashboard from './dashboard.json';
import desk from './desk.json';
import documents from './documents.json';
import errors from './errors.json';
import guest from './guest.json';
import imports from './imports.json';
import intake from './intake.json';
import mails from './mails.json';
import orders from './orders.json';
import partners from './partners.json';
import privacy from './privacy.json';
import quotes from './quotes.json';
import search from './search.json';
import security from './security.json';
import shipments from './shipments.json';
import statuses from './statuses.json';
import team from './team.json';
import webhooks from './webhooks.json';
import words from './words.json';

export default {
  account,
  admin,
  api,
  audit,
  auth,
  billing,
  common,
  contracts,
  customers,
  dashboard,
  desk,
  documents,
  errors,
  guest,
  imports,
  intake,
  mails,
  orders,
  partners,
  privacy,
  quotes,
  search,
  security,
  shipments,
  statuses,
  team,
  webhooks,
  words,
};
