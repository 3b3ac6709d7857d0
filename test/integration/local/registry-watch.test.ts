import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createProcessCheck, processAgeMs } from '../../../main/backends/local/registry/process-check.ts';
import type { RegistryChange } from '../../../main/backends/local/registry/registry-change.ts';
import type { RegistryEntry } from '../../../main/backends/local/registry/registry-entry.ts';
import { RegistryWatch } from '../../../main/backends/local/registry/registry-watch.ts';
import { SessionsFolder } from '../../../main/backends/local/registry/sessions-folder.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

interface Told {
  readonly entries: readonly RegistryEntry[];
  readonly change: RegistryChange;
}

/** A config folder of its own, and what a watch over it tells. */
async function watched(prepare: (dir: string) => Promise<unknown> = mkdir) {
  const configDir = await tempDir();
  const dir = join(configDir, 'sessions');
  await prepare(dir);
  const told: Told[] = [];
  let wake = () => {};
  const watch = new RegistryWatch({
    configDir,
    clock: systemClock,
    check: createProcessCheck(process.platform, systemClock),
    onEntries: (entries, change) => {
      told.push({ entries, change });
      wake();
    },
  });
  onTestFinished(() => watch.stop());
  await watch.refresh();
  return {
    dir,
    watch,
    told,
    /** Resolves when the entries that are known look so. */
    async until(isSo: (entries: readonly RegistryEntry[]) => boolean): Promise<readonly RegistryEntry[]> {
      while (!isSo(watch.entries)) await new Promise<void>((resolve) => (wake = resolve));
      return watch.entries;
    },
  };
}

/** A real process, as `pid` in entries. */
async function sleeper(): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error('it did not start');
  return Object.assign(child, { pid: child.pid });
}

const json = (pid: number, change: object = {}) =>
  JSON.stringify({ pid, sessionId: `s${pid}`, cwd: '/w', status: 'idle', statusUpdatedAt: 1, ...change });
const write = (dir: string, pid: number, change: object = {}) => writeFile(join(dir, `${pid}.json`), json(pid, change));
const statuses = (entries: readonly RegistryEntry[]) => entries.map(({ status }) => status);

describe('a watch over the registry', () => {
  test('tells a change at once, each of forty in a row', async () => {
    const { dir, until } = await watched();
    const delays: number[] = [];
    for (let number = 1; number <= 40; number++) {
      // `idle` and `busy` make files of one size.
      const status = number % 2 ? 'busy' : 'idle';
      const since = performance.now();
      await write(dir, process.pid, { status, statusUpdatedAt: number });
      await until(([entry]) => entry?.statusUpdatedAtMs === number);
      delays.push(performance.now() - since);
    }
    delays.sort((one, other) => one - other);
    console.info(`change to callback: median ${delays[20]?.toFixed(0)} ms, slowest ${delays[39]?.toFixed(0)} ms`);
    // Usually a tenth of a second; looks without being told are seconds apart. The rest is for a busy computer.
    expect(delays[39]).toBeLessThan(2_000);
  });

  test('finds the folder when it comes later, and again when it is another one', async () => {
    const { dir, watch, until } = await watched(async () => undefined);
    expect(watch.entries).toEqual([]);
    await mkdir(dir);
    await write(dir, process.pid);
    await until((entries) => entries.length === 1);
    await rm(dir, { recursive: true });
    await until((entries) => entries.length === 0);
    await mkdir(dir);
    await write(dir, process.pid, { status: 'waiting', waitingFor: 'permission prompt' });
    const [entry] = await until((entries) => entries.length === 1);
    expect(entry?.waitingFor).toBe('permission prompt');
  });

  test('keeps what a file said while it is half written, and reads it when it is whole', async () => {
    const { dir, until, told } = await watched();
    await write(dir, process.pid);
    await until((entries) => entries.length === 1);
    const next = json(process.pid, { status: 'busy' });
    await writeFile(join(dir, `${process.pid}.json`), next.slice(0, 30));
    await writeFile(join(dir, `${process.pid}.json`), next);
    await until(([entry]) => entry?.status === 'busy');
    expect(told.map(({ entries }) => statuses(entries))).toEqual([['idle'], ['busy']]);
  });

  test('tells what came, what changed and what went, with the full set each time', async () => {
    const { dir, until, told } = await watched();
    const child = await sleeper();
    await write(dir, process.pid);
    await until((entries) => entries.length === 1);
    await write(dir, child.pid);
    await until((entries) => entries.length === 2);
    await write(dir, child.pid, { sessionId: 'another' });
    await until((entries) => entries.some(({ sessionId }) => sessionId === 'another'));
    await rm(join(dir, `${child.pid}.json`));
    await until((entries) => entries.length === 1);
    const ids = (entries: readonly RegistryEntry[]) => entries.map(({ sessionId }) => sessionId);
    expect(
      told.map(({ entries, change }) => [
        entries.length,
        ids(change.appeared),
        ids(change.changed.map(({ after }) => after)),
        ids(change.gone),
      ]),
    ).toEqual([
      [1, [`s${process.pid}`], [], []],
      [2, [`s${child.pid}`], [], []],
      [2, [], ['another'], []],
      [1, [], [], ['another']],
    ]);
  });

  test('notices a session that was killed and left its file behind', async () => {
    const { dir, until, told } = await watched();
    const child = await sleeper();
    await write(dir, child.pid);
    await until((entries) => entries.length === 1);
    child.kill('SIGKILL');
    await until((entries) => entries.length === 0);
    expect(told.at(-1)?.change.gone.map(({ pid }) => pid)).toEqual([child.pid]);
  });

  test('opens no key, follows no link, and reads nothing large, foreign or broken', async () => {
    const { dir, watch } = await watched();
    const outside = join(await tempDir(), 'outside.json');
    await writeFile(outside, json(process.pid));
    await symlink(outside, join(dir, '11.json'));
    await mkdir(join(dir, '12.json'));
    await writeFile(join(dir, '13.json'), json(13, { cwd: '/'.repeat(70_000) }));
    await writeFile(join(dir, '14.json'), '{"pid":');
    await writeFile(join(dir, '15.json'), json(process.pid));
    await writeFile(join(dir, `${process.pid}.abc.key`), json(process.pid));
    await writeFile(join(dir, 'readme.json'), json(process.pid));
    await watch.refresh();
    expect(watch.entries).toEqual([]);
  });

  test('takes at most five hundred files', async () => {
    const { dir } = await watched();
    await Promise.all(Array.from({ length: 600 }, (_, index) => write(dir, index + 1)));
    const { entries } = await new SessionsFolder(dirname(dir)).read(Date.now());
    expect(entries.length).toBe(500);
  });

  test('costs next to nothing while nothing changes', async () => {
    const { dir, watch, told } = await watched();
    for (const pid of [process.pid, process.ppid, 1]) await write(dir, pid);
    await watch.refresh();
    const tellings = told.length;
    const before = process.cpuUsage();
    for (let look = 0; look < 200; look++) await watch.refresh();
    const used = process.cpuUsage(before);
    const msPerLook = (used.user + used.system) / 1_000 / 200;
    console.info(`a look at three sessions at rest: ${msPerLook.toFixed(2)} ms of processor`);
    expect(told.length).toBe(tellings);
    expect(msPerLook).toBeLessThan(10);
  });

  test('tells nothing any more once it is stopped', async () => {
    const { dir, watch, told } = await watched();
    watch.stop();
    watch.stop();
    await write(dir, process.pid);
    await watch.refresh();
    expect(told).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('a process number', () => {
  const check = createProcessCheck('linux', systemClock);
  const ticksOf = async (pid: number) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  };
  const claim = (pid: number, procStart: string | null) => ({ pid, procStart, pidDomain: null, startedAtMs: null });

  test('that another program has now does not stand for the session', async () => {
    const start = await ticksOf(process.pid);
    expect(await check.isAlive(claim(process.pid, start))).toBe(true);
    expect(await check.isAlive(claim(process.pid, null))).toBe(true);
    expect(await check.isAlive(claim(process.pid, String(Number(start) - 1)))).toBe(false);
  });

  test('of another user counts as alive, one that is free does not', async () => {
    expect(await check.isAlive(claim(1, null))).toBe(true);
    expect(await check.isAlive(claim(4_194_305, null))).toBe(false);
  });

  test('of a program that has ended counts as free, though its parent never asked how it ended', async () => {
    // The shell becomes a program that collects no children.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    const stateOf = async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.[0];
    await vi.waitUntil(async () => (await stateOf()) === 'Z', { timeout: 45_000 });
    expect(await check.isAlive({ pid, procStart: null, pidDomain: null, startedAtMs: null })).toBe(false);
  });

  test('counted in another container says nothing here', async () => {
    const foreign = { ...claim(process.pid, null), pidDomain: 'linux:abc:pid:[1]' };
    expect(await check.isAlive(foreign)).toBe(false);
  });

  test('is judged by its age where the system tells no exact start', async () => {
    const mac = createProcessCheck('darwin', systemClock);
    const age = await processAgeMs(process.pid);
    const startedAtMs = Date.now() - (age ?? 0);
    expect(age).not.toBeNull();
    expect(await mac.isAlive({ ...claim(process.pid, null), startedAtMs })).toBe(true);
    const dayBefore = startedAtMs - 86_400_000;
    expect(await mac.isAlive({ ...claim(process.pid, null), startedAtMs: dayBefore })).toBe(false);
  });
});

test('a registry that may not be read is replaced by what the program itself lists', async () => {
  let asked = 0;
  const rows = [
    { pid: process.pid, sessionId: 's', cwd: '/w', kind: 'background', id: 'job', status: 'waiting', startedAtMs: 5 },
    { sessionId: 'ended', cwd: '/w', kind: 'background', id: 'old', state: 'stopped' },
  ];
  const configDir = await tempDir();
  const watch = new RegistryWatch({
    configDir,
    clock: systemClock,
    check: createProcessCheck(process.platform, systemClock),
    agents: () => Promise.resolve(asked++ === 0 ? rows : null),
    onEntries: () => undefined,
  });
  onTestFinished(() => watch.stop());
  await watch.refresh();
  expect(asked).toBe(0); // no folder: nobody has used Claude Code here
  await writeFile(join(configDir, 'sessions'), 'in the way');
  await watch.refresh();
  expect(watch.entries.map(({ sessionId, jobId, kind, status }) => [sessionId, jobId, kind, status])).toEqual([
    ['s', 'job', 'background', 'waiting'],
  ]);
});

test('an entry that is replaced by renaming is read like any other', async () => {
  const { dir, until } = await watched();
  await writeFile(join(dir, 'new'), json(process.pid, { status: 'busy' }));
  await rename(join(dir, 'new'), join(dir, `${process.pid}.json`));
  expect(statuses(await until((entries) => entries.length === 1))).toEqual(['busy']);
});
