import { answerApi, serve } from '~/domain/api/answer.server';
import { GET_ORDER } from '~/domain/api/operations';
import { orderForApi } from '~/domain/api/orders.server';

const answer = answerApi(serve(GET_ORDER, ({ viewer, params }) => orderForApi(viewer, params.number)));

export const loader = answer;
export const action = answer;
