import { get } from 'node:http';

const [, , url = '', cookie = ''] = process.argv;

/** Downloads it once and throws it away. */
function download(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { Cookie: cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      response.once('data', () => process.send?.('under way'));
      response.on('error', reject).on('end', resolve).resume();
    }).once('error', reject);
  });
}

// A process of its own, so that who waits for another page does not wait for itself. Ended by its parent.
for (;;) await download();
