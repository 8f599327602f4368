import { answerApi } from '~/domain/api/answer.server';
import { ORDERS } from './orders.server';
import { OTHERS } from './others.server';
import { SHIPMENTS_AND_MONEY } from './shipments-and-money.server';
import { WEBHOOKS } from './webhooks.server';

/** Everything below `/api/v1`. */
const answer = answerApi([...ORDERS, ...SHIPMENTS_AND_MONEY, ...WEBHOOKS, ...OTHERS]);

export const loader = answer;
export const action = answer;
