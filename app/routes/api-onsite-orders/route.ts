import { answerApi, serve } from '~/domain/api/answer.server';
import { createOnsite } from '~/domain/api/onsite.server';
import { CREATE_ONSITE } from '~/domain/api/operations';

const answer = answerApi(
  serve(CREATE_ONSITE, ({ viewer, body, submissionKey }) => createOnsite(viewer, body, submissionKey)),
);

export const loader = answer;
export const action = answer;
