import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

/** Icons and the parts that most pages are made of are one file each: a page asks for dozens of files otherwise. */
function sharedFile(id: string): string | undefined {
  if (id.includes('/node_modules/lucide-react/')) return 'icons';
  return /\/app\/ui\/(?!scanner|charts)[^?]*\.tsx?$/.test(id) ? 'ui' : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig)],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  // Of its 2,400 icons the server reads those that it shows.
  ssr: { noExternal: ['lucide-react'] },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    ...(!isSsrBuild && { rollupOptions: { output: { manualChunks: sharedFile } } }),
  },
}));
