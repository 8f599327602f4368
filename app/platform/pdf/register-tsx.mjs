import { register } from 'tsx/esm/api';

/** Lets a worker thread load TypeScript: tsx's own `--import` entry registers itself in the main thread only. */
register();
