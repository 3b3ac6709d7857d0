import { expect, test } from 'vitest';
import { surfaceWords as germanSurfaces } from '../../../shared/strings/de/surfaces.ts';
import { windowWords as germanWindow } from '../../../shared/strings/de/window.ts';
import { surfaceWords as englishSurfaces } from '../../../shared/strings/en/surfaces.ts';
import { windowWords as englishWindow } from '../../../shared/strings/en/window.ts';
import { filesOf, pairs, said, textsIn } from './walk-words.ts';

const english = { surfaces: englishSurfaces, window: englishWindow };
const german = { surfaces: germanSurfaces, window: germanWindow };
const all = [...pairs(english, german)];
const functions = all.filter(({ english: one }) => typeof one === 'function');

/** The same in both languages: names, technical words and keys. */
const ALIKE = new Set([
  ...['Gatehouse', 'Claude Code Remote', 'Happy', 'WebSocket', 'Deutsch', 'English', 'System', 'Version', 'Version '],
  ...['Name', 'Server', 'Agent', 'Port', 'Plan', 'offline', 'default', 'opus', 'sonnet', 'haiku', 'min'],
  ...['Gatehouse:', 'Claude Code', 'Hooks', 'Sandbox', 'Installation', 'Updates', 'in'],
  ...['Tab', 'Alt', 'Super', 'Enter', 'Esc', 'j, k', '127.0.0.1:', '(HTTP'],
]);

test('both languages have the same files', () => {
  expect(filesOf('de')).toEqual(filesOf('en'));
  expect(filesOf('de').length).toBeGreaterThan(12);
});

test('German has a text or a function wherever English has one, and nothing else', () => {
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter(({ english: one, german: other }) => typeof one !== typeof other || other === '')).toEqual([]);
});

test('nothing is left in English', () => {
  const left = filesOf('de').flatMap((name) => {
    const before = new Set(textsIn('en', name));
    return textsIn('de', name)
      .filter((text) => before.has(text) && isWording(text) && !ALIKE.has(text))
      .map((text) => `${name}: ${text}`);
  });
  expect(left).toEqual([]);
});

test('every function takes as much in German as in English', () => {
  const lengthOf = (say: unknown) => (typeof say === 'function' ? say.length : -1);
  expect(functions.length).toBeGreaterThan(80);
  expect(functions.filter((pair) => lengthOf(pair.english) !== lengthOf(pair.german))).toEqual([]);
});

test.for([
  ['names', ['Zzfirst', 'Zzsecond', 'Zzthird']],
  ['numbers', [71, 72, 73]],
  ['a number and a name', [71, 'Zzsecond']],
  ['ones', [1, 1]],
] as const)('what is put into a text comes out in both languages: %s', ([, given]) => {
  const compared = functions.flatMap((pair) => {
    const before = said(pair.english, given);
    return before === undefined ? [] : [{ ...pair, before, after: said(pair.german, given) }];
  });
  expect(compared.length).toBeGreaterThan(25);
  const lost = compared.filter(({ before, after }) =>
    given.some((part) => before.includes(String(part)) && after?.includes(String(part)) !== true),
  );
  expect(lost.map(({ place, before, after }) => ({ place, before, after }))).toEqual([]);
});

test('German is set as German is: its own quotation marks, one sign for an ellipsis, and people are called Sie', () => {
  const wrong = filesOf('de').flatMap((name) =>
    textsIn('de', name).filter((text) =>
      /\p{L}\.\.\.|(?<!-)\b(du|dein|dir|dich)\b|(^|\s)["'“](?!http)\p{L}/iu.test(text),
    ),
  );
  expect(wrong).toEqual([]);
});

/** Codes, which functions hand on to each other, are no words. */
function isWording(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !/^[a-z]+(-[a-z]+)+$/.test(text);
}
