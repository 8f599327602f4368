import { describe, expect, it } from 'vitest';
import { docsBasics, docsContents, docsOf } from '../../app/domain/api/docs/docs.server';
import { EXAMPLES } from '../../app/domain/api/docs/examples';
import { NOUNS } from '../../app/domain/api/operation';
import { OPERATIONS } from '../../app/domain/api/operations';

describe('the description of the API for people', () => {
  it('has an example for every body, which the schema takes', () => {
    const bodies = OPERATIONS.filter(({ body }) => body);
    expect(Object.keys(EXAMPLES).sort()).toEqual(bodies.map(({ id }) => id).sort());
    for (const { id, body } of bodies)
      expect([id, body?.safeParse(EXAMPLES[id]).error?.issues]).toEqual([id, undefined]);
  });

  it.each(['en', 'de'] as const)('has its words, in %s', (locale) => {
    const told = [docsContents(locale), docsBasics(locale), NOUNS.map((noun) => docsOf(noun, locale))];
    const texts: string[] = [];
    JSON.stringify(told, (key, value) => {
      if (['title', 'text'].includes(key)) texts.push(value);
      return value;
    });
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => /operations\.|nouns\.|scopes\.|\{\{|ß/.test(text))).toEqual([]);
  });

  it('names an operation once, with an example answer that its schema takes', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const noun of NOUNS)
      for (const { id, sample } of docsOf(noun, 'en')) {
        const answer = OPERATIONS.find((operation) => operation.id === id)?.answer;
        if (!answer || 'files' in answer) continue;
        expect([id, answer[1].safeParse(JSON.parse(sample ?? '')).error?.issues]).toEqual([id, undefined]);
      }
  });
});
