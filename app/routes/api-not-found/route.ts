import { answerApi } from '~/domain/api/answer.server';

/** What the API does not have. */
const answer = answerApi();

export const loader = answer;
export const action = answer;
