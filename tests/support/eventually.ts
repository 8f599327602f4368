/** What `look` gives as soon as it gives anything; throws after `seconds` without. */
export async function eventually<T>(look: () => Promise<T | null | undefined>, seconds = 15): Promise<T> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not come true within ${seconds} s`);
}
