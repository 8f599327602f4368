import { expect, test } from 'vitest';
import { withPageTitle } from '~/platform/http/page-title';

const page = (body: string) =>
  `<head><title>Alpenfix</title></head><body><svg><title>x</title></svg>${body}</body>`;

test('the title of a page begins with its heading, as text', () => {
  const html = page('<h1 class="a">Müller &amp; <b>S$&amp;hne</b><!-- --> 4711</h1><h1>Another</h1>');
  expect(withPageTitle(html)).toContain('<head><title>Müller &amp; S$&amp;hne 4711 · Alpenfix</title>');
  expect(withPageTitle(html)).toContain('<svg><title>x</title>');
});

test('a page without a heading keeps its title', () => {
  expect(withPageTitle(page('<h2>No</h2>'))).toBe(page('<h2>No</h2>'));
  expect(withPageTitle(page('<h1> </h1>'))).toBe(page('<h1> </h1>'));
});
