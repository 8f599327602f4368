import { answerApi, serve } from '~/domain/api/answer.server';
import { dispatchOnsite } from '~/domain/api/onsite.server';
import { DISPATCH_GOODS } from '~/domain/api/operations';

const answer = answerApi(
  serve(DISPATCH_GOODS, ({ viewer, params, body }) => dispatchOnsite(viewer, params.number, body)),
);

export const loader = answer;
export const action = answer;
