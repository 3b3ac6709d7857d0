import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDeepLink } from '../../../../main/shell/app/deep-link.ts';

const VIEWS = ['inbox', 'sessions', 'session', 'connections', 'journal', 'settings'];

test('a link opens a view', () => {
  expect(readDeepLink('gatehouse://inbox')).toEqual({ tag: 'inbox' });
  expect(readDeepLink('gatehouse://settings/')).toEqual({ tag: 'settings' });
  expect(readDeepLink('gatehouse://session/work/session_1')).toEqual({ tag: 'session', key: 'work/session_1' });
});

test.each([
  'gatehouse://inbox/allow',
  'gatehouse://inbox?decide=allow',
  'gatehouse://inbox#x',
  'gatehouse://session/work',
  'gatehouse://session/work/a/b',
  'gatehouse://session/../../x',
  'gatehouse://user@inbox',
  'https://inbox',
  'GATEHOUSE://INBOX',
  `gatehouse://session/work/${'a'.repeat(3000)}`,
])('%s is refused', (link) => {
  expect(readDeepLink(link)).toBeNull();
});

test('no text whatever yields more than a plain view', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.tuple(fc.constantFrom(...VIEWS), fc.string()).map(([view, rest]) => `gatehouse://${view}${rest}`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const place = readDeepLink(text);
      const keys = place === null ? '' : Object.keys(place).join();
      return place === null || (VIEWS.includes(place.tag) && keys === (place.tag === 'session' ? 'tag,key' : 'tag'));
    }),
    { numRuns: 10_000 },
  );
});
