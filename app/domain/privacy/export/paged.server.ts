const PAGE = 500;

/** All rows that `read` gives in pages of 500 behind an id, in its order; a row has its own `id`, a number or bigint. */
export async function* paged<R extends { id: number | bigint }>(
  read: (after: R['id'] | null, take: number) => Promise<R[]>,
): AsyncGenerator<R> {
  let after: R['id'] | null = null;
  for (;;) {
    const rows: R[] = await read(after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
