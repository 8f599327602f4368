import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  // Of its 2,400 icons the server reads those that it shows.
  ssr: { noExternal: ['lucide-react'] },
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0 },
});
