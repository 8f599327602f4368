import { answerApi, serve } from '~/domain/api/answer.server';
import { payOnsite } from '~/domain/api/onsite.server';
import { RECORD_PAYMENT } from '~/domain/api/operations';

const answer = answerApi(
  serve(RECORD_PAYMENT, ({ viewer, params, body }) => payOnsite(viewer, params.number, body)),
);

export const loader = answer;
export const action = answer;
