import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { bundled } from '../../support/storage/bundled.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { ourHooks } from '../../unit/backends/local/claude-settings/sample-hooks.ts';
import { change, settingsPlace, type SettingsPlace } from './claude-settings-place.ts';

const BEFORE = '{\n\t"model": "opus",\n\t"permissions": { "deny": ["Read(./.env)"] }\n}';
const KILLS = 30;
const CROSSINGS = 3;

const childProgram = async () => bundled(new URL('../../support/settings-child.ts', import.meta.url), await tempDir());

/** A whole file: without our hooks as it was, or with all of them and a token that counts. */
function expectWhole(place: SettingsPlace, text: string): void {
  if (text === BEFORE) return;
  const { hooks, ...rest } = JSON.parse(text) as { hooks: object };
  expect(rest).toEqual(JSON.parse(BEFORE));
  expect(Object.keys(hooks)).toEqual(ourHooks.map(({ event }) => event));
  const tokens = [...text.matchAll(/"x-gatehouse-token": "([^"]+)"/g)].map(([, token]) => token ?? '');
  expect(tokens).toHaveLength(ourHooks.length);
  expect(tokens.every((token) => place.claude.checkToken(token))).toBe(true);
}

test('killed at any moment while it writes, a whole file is left, and the way back', async () => {
  const place = await settingsPlace();
  await place.write(BEFORE);
  const program = await childProgram();
  const { fraction } = seededRandom(7);
  const seen = { without: 0, with: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [program, place.profileDir, place.homeDir, 'for-ever'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    // Between one change and the next, however long a change takes on this disk.
    const changes = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await changes.next();
    const firstMs = performance.now();
    await changes.next();
    const changeMs = performance.now() - firstMs;
    if (fraction() < 0.5) await changes.next();
    await new Promise((resolve) => setTimeout(resolve, fraction() * changeMs));
    child.kill('SIGKILL');
    await gone;
    const text = await place.text();
    expectWhole(place, text);
    seen[text === BEFORE ? 'without' : 'with']++;
  }
  expect(Math.min(seen.without, seen.with)).toBeGreaterThan(0);
  expect(await change(place.claude, 'connect')).toBe('done');
  expect(place.claude.view?.hooks.tag).toBe('connected');
  expect(await change(place.claude, 'disconnect')).toBe('done');
  expect(await place.text()).toBe(BEFORE);
  expect(await readdir(place.configDir)).toEqual(['settings.json']);
  expect((await readdir(place.profileDir)).filter((name) => name.includes('broken'))).toEqual([]);
});

test('of a program that writes the settings all the while no change is lost, and ours are in or out', async () => {
  const place = await settingsPlace();
  await place.write(BEFORE);
  let written = 0;
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  // As Claude Code does it: read, change, write beside it, rename.
  function write(): void {
    const value = JSON.parse(readFileSync(place.settingsPath, 'utf8')) as { writes?: number[] };
    value.writes = [...(value.writes ?? []), ++written];
    writeFileSync(`${place.settingsPath}.other`, JSON.stringify(value, null, 2));
    renameSync(`${place.settingsPath}.other`, place.settingsPath);
  }
  const { fraction } = seededRandom(11);
  // Each change is crossed a few times, and not without end: on a slow disk nothing would ever fit in between.
  let crossings = 0;
  const other = (async () => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, fraction() * 25));
      if (isOver) return;
      if (crossings++ < CROSSINGS) write();
    }
  })();
  for (let time = 0; time < 50; time++) {
    for (const what of ['connect', 'disconnect'] as const) {
      crossings = 0;
      expect(await place.claude.applyNow(what)).toMatchObject({ ok: true });
      const count = (await place.text()).match(/x-gatehouse-token/g)?.length ?? 0;
      expect(count).toBe(what === 'connect' ? ourHooks.length : 0);
    }
  }
  isOver = true;
  await other;
  expect(JSON.parse(await place.text())).toEqual({
    ...(JSON.parse(BEFORE) as object),
    writes: Array.from({ length: written }, (_, at) => at + 1),
  });
  expect(written).toBeGreaterThan(20);
  expect(await readdir(place.configDir)).toEqual(['settings.json']);
});

test.skipIf(process.platform === 'win32')(
  'without space for the file it stays as it is, and that is told',
  async () => {
    const place = await settingsPlace();
    const long = JSON.stringify({ permissions: { allow: Array.from({ length: 900 }, (_, at) => `Bash(run ${at})`) } });
    await place.write(long);
    await mkdir(place.profileDir);
    const run = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const args = ['-c', run, process.execPath, await childProgram(), place.profileDir, place.homeDir, 'once'];
    const { stdout } = await promisify(execFile)('bash', args);
    expect(stdout).toMatch(/^connect: not-written EFBIG\n/);
    expect(await readFile(place.settingsPath, 'utf8')).toBe(long);
    expect((await readdir(place.configDir)).filter((name) => name !== 'settings.json')).toEqual([]);
    expect((await readdir(place.profileDir)).filter((name) => !/^gateway\.json$/.test(name))).toEqual([]);
    expect(await change(place.claude, 'connect')).toBe('done');
    expect(await change(place.claude, 'disconnect')).toBe('done');
    expect(await place.text()).toBe(long);
    expect(await readdir(join(place.configDir))).toEqual(['settings.json']);
  },
);
