import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { inProject } from '../../../build/bundle/project-paths.mjs';

/** Run by a vitest of their own. */
const SUITES = {
  'stray.test.mjs': `test('leaves something behind', async () => {
    void Promise.reject(new Error('nobody waited'));
    await new Promise((done) => setImmediate(done));
  });`,
  'mixed.test.mjs': `describe('a group', () => { beforeAll(() => { throw new Error('no ground'); }); test('stands', () => {}); });
    test('is right', () => {});
    test.skip('comes later', () => {}); // skipped on purpose: the test below is that it is told as trouble
    test('is wrong', () => expect(1).toBe(2));
    test('never ends', () => new Promise(() => {}), 50);`,
  'unloaded.test.mjs': `import './nothing.mjs';`,
};

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-reporter-'));
const findingsFile = path.join(folder, 'deep/findings.json');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  for (const [name, content] of Object.entries(SUITES)) writeFileSync(path.join(folder, name), content);
  const reporter = `--reporter=${inProject('build/scripts/trouble-reporter.mjs')}`;
  const run = spawn(
    process.execPath,
    [inProject('node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--globals', reporter],
    { cwd: folder, env: { ...process.env, GATEHOUSE_FINDINGS: findingsFile }, stdio: 'ignore' },
  );
  await once(run, 'exit');
}, 60_000);

test('all that did not pass is told by file and name, with the words of its error', () => {
  const { passed, troubles } = z
    .object({ passed: z.number(), troubles: z.array(z.object({ place: z.string(), message: z.string() })) })
    .parse(JSON.parse(readFileSync(findingsFile, 'utf8')));
  expect(passed).toBe(2);
  const told = troubles.map(({ place, message }) => [place, message.split('\n')[0]]);
  expect(told).toHaveLength(7);
  expect(told).toEqual(
    expect.arrayContaining([
      ['mixed.test.mjs > a group (its hooks)', 'Error: no ground'],
      ['mixed.test.mjs > a group > stands (skipped)', ''],
      ['mixed.test.mjs > comes later (skipped)', ''],
      ['mixed.test.mjs > is wrong', 'AssertionError: expected 1 to be 2 // Object.is equality'],
      ['mixed.test.mjs > never ends', expect.stringContaining('Test timed out in 50ms')],
      ['unloaded.test.mjs (the file itself)', expect.stringContaining('nothing.mjs')],
      ['an error outside of the tests', 'Error: nobody waited'],
    ]),
  );
});
