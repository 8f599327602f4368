import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { env } from '~/platform/env.server';

/** To be raised when documents of the same fields are made otherwise. */
const DOCUMENTS_VERSION = 2;

/** A part of an identifier stands for it from this length on. */
export const PART_MIN = 4;
/** Below this length a beginning of an order number, such as its year, says nothing. */
export const NUMBER_START_MIN = 7;

/** Fields in which whole identifiers stand, folded and in lower case. */
export const IDENTIFIER_FIELDS = { starts: 'terms', numbers: 'numbers', ends: 'ends' } as const;
/** Names and the like of customers and devices. */
export const NAME_FIELDS = ['customerNumber', 'customer', 'device'] as const;
/** Fields that are searched for words. */
export const WORD_FIELDS = [...NAME_FIELDS, 'problem'] as const;

const EXACT = Object.values(IDENTIFIER_FIELDS);

/** The settings of the index; another set makes another index (`indexUid`). */
export const SETTINGS = {
  searchableAttributes: [...EXACT, ...WORD_FIELDS],
  filterableAttributes: [
    {
      attributePatterns: ['accountId', 'customerId', 'locationId', 'partnerId', 'kind'],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
  ],
  rankingRules: ['words', 'typo', 'exactness', 'created:desc'],
  typoTolerance: {
    enabled: true,
    disableOnNumbers: true,
    disableOnAttributes: [...EXACT, 'customerNumber'],
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 9 },
  },
  pagination: { maxTotalHits: 1000 },
  proximityPrecision: 'byAttribute',
  facetSearch: false,
} satisfies Settings;

const VERSION = createHash('sha256')
  .update(JSON.stringify([DOCUMENTS_VERSION, SETTINGS]))
  .digest('hex')
  .slice(0, 8);

/** What the names of all indexes of this portal begin with. */
export const indexPrefix = () => `${env().MEILI_INDEX}-orders-`;
/** The index with these settings. */
export const indexUid = () => indexPrefix() + VERSION;
/** The index that a rebuild fills and then puts in the place of `indexUid`. */
export const buildUid = () => `${indexUid()}-build`;
