import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '../../build/bundle/project-paths.mjs';
import { wordsInMarkup, wordsReadOnLoad } from './read-words.ts';

function sources(...folders: readonly string[]): readonly (readonly [string, string])[] {
  return folders.flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(inProject('.'), path), readFileSync(path, 'utf8')] as const),
  );
}

test('no module of main or the window keeps the words of the language it was loaded in', () => {
  const files = sources('main', 'renderer');
  expect(files.length).toBeGreaterThan(400);
  expect(files.flatMap(([name, source]) => wordsReadOnLoad(name, source))).toEqual([]);
});

test('no component draws words of its own', () => {
  const files = sources('renderer');
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(([name, source]) => wordsInMarkup(name, source))).toEqual([]);
});

test.for([
  ["import { words } from '../shared/strings/window.ts';\nconst said = words.inbox;", ['x.tsx:2']],
  ["import { words as w } from '../shared/strings/window.ts';\nconst table = [{ label: w.inbox.allow }];", ['x.tsx:2']],
  ["import { surfaceWordsOf } from './surfaces.ts';\nconst { tray } = surfaceWordsOf('en');", ['x.tsx:2']],
  ["import { inboxWords } from '../shared/strings/en/window/inbox.ts';\nexport const a = inboxWords;", ['x.tsx:2']],
  ["import { words } from '../shared/strings/window.ts';\nconst said = () => words.inbox;", []],
  ["import type { words } from '../shared/strings/window.ts';\nlet said: typeof words;", []],
  ["import { words } from './other.ts';\nconst said = words.inbox;", []],
] as const)('the look at modules tells what is kept from what is read later: %s', ([source, places]) => {
  expect(wordsReadOnLoad('x.tsx', source)).toEqual(places);
});

test.for([
  ['<p>Hello</p>', 1],
  ['<p aria-label="Close it" />', 1],
  ['<p title={`Close it`} />', 1],
  ['<p>· {words.a}</p>', 0],
  ['<p className="said" role="alert" aria-label={words.a} />', 0],
] as const)('the look at markup tells words from signs: %s', ([markup, count]) => {
  expect(wordsInMarkup('x.tsx', `const a = ${markup};`)).toHaveLength(count);
});
