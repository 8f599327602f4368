import { answerApi, serve } from '~/domain/api/answer.server';
import { openApiDocument } from '~/domain/api/openapi.server';
import { DESCRIBE } from '~/domain/api/operations';

const answer = answerApi(serve(DESCRIBE, async () => openApiDocument()));

export const loader = answer;
export const action = answer;
