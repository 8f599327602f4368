const MOST = 64 * 1024 * 1024;
const LONGEST_MS = 20_000;

/**
 * Reads what is left of a request's body and forgets it, up to 64 MiB or 20 s: browsers read an answer only after they have
 * sent all of theirs.
 */
export async function discardBody({ body }: Request): Promise<void> {
  if (!body || body.locked) return;
  const until = Date.now() + LONGEST_MS;
  const reader = body.getReader();
  try {
    for (let seen = 0; seen < MOST && Date.now() < until; ) {
      const { done, value } = await reader.read();
      if (done) return;
      seen += value.byteLength;
    }
  } catch {
    // The client went away; nobody waits for an answer.
  } finally {
    reader.releaseLock();
  }
}
