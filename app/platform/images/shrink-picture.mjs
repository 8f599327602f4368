// Runs in a process of its own: node shrink-picture.mjs INPUT LARGE SMALL
// Writes the picture anew as two WebP files and prints the large one's size as JSON. Exit code 2: it cannot be shown.
import sharp from 'sharp';

/** The longer sides, in pixels. */
const LARGE = 1600;
const SMALL = 320;
const MEGA = 1_000_000;
/** The most pixels that are decoded: row by row, or as a whole because the format allows no other way. */
const MOST = 50 * MEGA;
const MOST_AT_ONCE = 16 * MEGA;

const [input, large, small] = process.argv.slice(2);

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((format) => `VipsForeignLoad${format}`),
});

const open = (file) => sharp(file, { limitInputPixels: MOST, failOn: 'error', pages: 1 });
const within = (side) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true });

try {
  const { width, height, format, isProgressive } = await open(input).metadata();
  const atOnce = isProgressive || format === 'gif';
  if (width * height > (atOnce ? MOST_AT_ONCE : MOST)) process.exit(2);
  // Without a word about metadata none is kept: no place, no device, no comment.
  const made = await open(input).autoOrient().resize(within(LARGE)).webp({ quality: 80 }).toFile(large);
  await open(large).resize(within(SMALL)).webp({ quality: 75 }).toFile(small);
  process.stdout.write(JSON.stringify({ width: made.width, height: made.height }));
} catch {
  process.exit(2);
}
