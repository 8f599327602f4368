import type { i18n } from 'i18next';
import { singleton } from '../singleton';

/** Words by their keys, as they lie in a namespace. */
export interface Words {
  [key: string]: string | Words;
}

type Put = { usual: Words; own: Words | null };

const puts = () => singleton('own-words', () => new WeakMap<i18n, Map<string, Put>>());

/**
 * Puts the operator's own words over those of a namespace, in the language of the instance. Where there are none the
 * portal's stay; own words that were put before go.
 */
export function putOwnWords(instance: i18n, namespace: string, own: Words | null): void {
  const put = putOf(instance, namespace);
  if (put.own === own) return;
  put.own = own;
  const words = own ? merged(put.usual, own) : put.usual;
  instance.addResourceBundle(instance.language, namespace, words, false, true, { silent: true });
}

/** The words of the portal itself, whatever the operator says in their place. */
export function usualWords(instance: i18n, namespace: string): Words {
  return putOf(instance, namespace).usual;
}

function putOf(instance: i18n, namespace: string): Put {
  const known = puts().get(instance) ?? new Map<string, Put>();
  puts().set(instance, known);
  const put = known.get(namespace) ?? {
    usual: instance.getResourceBundle(instance.language, namespace) as Words,
    own: null,
  };
  known.set(namespace, put);
  return put;
}

function merged(usual: Words, own: Words): Words {
  const result = { ...usual };
  for (const [key, value] of Object.entries(own)) {
    const under = usual[key];
    result[key] = typeof value === 'object' && typeof under === 'object' ? merged(under, value) : value;
  }
  return result;
}
