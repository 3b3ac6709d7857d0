import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '../../build/bundle/project-paths.mjs';

/** Ways for text to become elements or code. The page draws what agents write, so it has none of them. */
const SINKS =
  /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|srcdoc|createContextualFragment|new Function\()/;

test('nothing in the page or the preload script turns text into markup or code', () => {
  const files = ['renderer', 'preload'].flatMap((folder) =>
    readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter((file) => SINKS.test(readFileSync(file, 'utf8')))).toEqual([]);
});
