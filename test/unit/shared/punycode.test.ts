import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lettersOfHost } from '../../../shared/punycode.ts';

test.each([
  ['xn--80ak6aa92e.com', 'аррӏе.com'],
  ['www.XN--E1AFMKFD.xn--p1ai', 'www.пример.рф'],
  ['xn--bcher-kva.example', 'bücher.example'],
  ['xn--n3h.net', '☃.net'],
  ['xn--fsqu00a.xn--0zwm56d', '例子.测试'],
])('%s stands for %s', (host, letters) => expect(lettersOfHost(host)).toBe(letters));

test.each(['example.com', 'xn-a.com', 'xn--', 'xn--a-', 'xn--\u00e9.com', 'xn--99999999999999', 'a.xn--ls8h=.la'])(
  '%j has no other form',
  (host) => expect(lettersOfHost(host)).toBeNull(),
);

test('every name reads as the system itself reads it', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcz09-éßüñøæжщ中文例日本語한국עברعرب😀☃'),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(letters, (label) => {
      const ascii = domainToASCII(`${label}.example`);
      fc.pre(ascii.includes('xn--'));
      return lettersOfHost(ascii) === domainToUnicode(ascii);
    }),
  );
});

test('no label whatever is more than refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcxyz0189-'), maxLength: 60 }), (label) => {
      const letters = lettersOfHost(`xn--${label}`);
      return letters === null || letters.length > 0;
    }),
    { numRuns: 1000 },
  );
});
