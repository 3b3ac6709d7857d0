import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutMembers, cutRaw, jsonDepthExceeds, readRawJson } from '../../../shared/raw-json.ts';

describe('members cut from a text', () => {
  test('keep what was written, and of two equal ones the last', () => {
    const text = String.raw`{ "a" : { "id":9007199254740993,"k":1,"k":2 } , "\u0062":[ 1.0 ],"a":"\\\"" }`;
    expect([...(cutMembers(text, []) ?? [])]).toEqual([
      ['a', String.raw`"\\\""`],
      ['b', '[ 1.0 ]'],
    ]);
    expect([...(cutMembers(text, ['b']) ?? ['none'])]).toEqual(['none']);
    expect([...(cutMembers('{"x":{}}', ['x']) ?? ['none'])]).toEqual([]);
  });

  test('are those that JSON.parse finds, each with its own text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 }),
        (object) => {
          const members = cutMembers(JSON.stringify(object, null, 1), []) ?? new Map<string, string>();
          const parsed = [...members].map(([key, raw]) => [key, JSON.parse(raw)]);
          expect(Object.fromEntries(parsed)).toEqual(JSON.parse(JSON.stringify(object)));
        },
      ),
    );
  });
});

test('a text ends at its own quote, however many backslashes stand before others', () => {
  const text = fc.array(fc.constantFrom('\\', '"', 'a', '{', '}', '[', ']', ',', ':', '\n', 'é'));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const json = JSON.stringify({ first: first.join(''), second: second.join('') });
      expect(cutRaw(json, ['second'])).toBe(JSON.stringify(second.join('')));
      const read = readRawJson(json);
      expect(read.ok && read.value.raw).toBe(json);
      expect(jsonDepthExceeds(json, 1)).toBe(false);
    }),
  );
});

test('a text that never ends is gone through once', () => {
  expect(jsonDepthExceeds('{"a', 1)).toBe(false);
  expect(jsonDepthExceeds('"\\', 1)).toBe(false);
  expect(jsonDepthExceeds(`${'"'.repeat(200_001)}[[`, 1)).toBe(false);
});
