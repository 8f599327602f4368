/// <reference types="vite/client" />
/// <reference types="@remix-run/node" />
import '@remix-run/node';
import type en from './app/locales/en';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
  /** What the HTTP server tells every loader and action about its request. */
  interface AppLoadContext {
    /** The nonce of this response's Content-Security-Policy. */
    nonce: string;
    /** The client's address, as far as the proxy setting allows to know it. */
    address: string;
    requestId: string;
    /** Resolves once the answer's connection takes more bytes without buffering them, or has ended. */
    drained(): Promise<void>;
  }
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}
