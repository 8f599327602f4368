import { Presets, SingleBar } from 'cli-progress';

/**
 * Runs `work` with a bar that shows how far it is.
 * @param what the plural of what is counted, such as `orders`
 */
export async function withBar<T>(
  what: string,
  work: (progress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const format = `{bar} {percentage}% · {value} of {total} ${what} · {eta_formatted} left`;
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic);
  bar.start(0, 0);
  try {
    return await work((done, total) => {
      bar.setTotal(total);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}
