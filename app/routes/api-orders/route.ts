import { answerApi, serve } from '~/domain/api/answer.server';
import { LIST_ORDERS } from '~/domain/api/operations';
import { pageOfOrders } from '~/domain/api/orders.server';
import { searchOrders } from '~/domain/search/queries.server';

const answer = answerApi(
  serve(LIST_ORDERS, async ({ viewer, query }) => {
    const found = query.q ? await searchOrders(viewer, query.q) : null;
    return pageOfOrders(viewer, query, found?.ids);
  }),
);

export const loader = answer;
export const action = answer;
