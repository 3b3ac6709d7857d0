import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { directoryTreeBelow } from '../../../../../main/backends/happy/publish/files/directory-tree.ts';

test('a tree with long names is cut before it is more than the service takes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tree-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (let one = 0; one < 12; one++) {
    const below = join(folder, `${one}`.padStart(200, 'f'));
    mkdirSync(below);
    for (let file = 0; file < 100; file++) writeFileSync(join(below, `${file}`.padStart(200, 'n')), '');
  }
  const answer = await directoryTreeBelow(folder, '.', 10);
  expect(answer).toMatchObject({ success: true, truncated: true });
  expect(JSON.stringify(answer).length).toBeLessThan(700_000);
});
