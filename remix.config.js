/** Every Remix setting. `vite.config.ts` hands it to the plugin, which does not read this file by itself. */
export default {
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
  ignoredRouteFiles: ['**/.*', '**/*.test.{ts,tsx}'],
};
