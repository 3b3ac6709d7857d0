import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ServerResponse } from 'node:http';
import { MANIFEST_NAME } from '../../../build/release/update-manifest.mjs';
import { err, ok } from '../../../shared/result.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { readChannel } from '../../../main/updates/channel.ts';
import { download } from '../../../main/updates/download.ts';
import type { PackageHand } from '../../../main/updates/package-hand.ts';
import { createPackageUpdater } from '../../../main/updates/package-updater.ts';
import { replaceFile } from '../../../main/updates/replace-file.ts';
import { createUpdateRecordFile } from '../../../main/updates/update-record.ts';
import type { UpdateState } from '../../../shared/model/update.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { HARMS } from '../../support/update-harm.ts';
import { newUpdateKeys, startUpdateMirror, type UpdateMirror } from '../../support/update-mirror.ts';

const PACKAGE = 'gatehouse-1.1.0-x86_64.AppImage';
const OLD_PROGRAM = '#!/bin/sh\necho 1.0.0\n';
const keys = newUpdateKeys();

let dir: string;
let mirror: UpdateMirror;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-update-'));
  writeFileSync(join(dir, PACKAGE), Buffer.alloc(300_000, 'new'));
  writeFileSync(join(dir, 'gatehouse-1.1.0-amd64.deb'), 'of another kind');
  mirror = await startUpdateMirror({ dir, version: '1.1.0', privateKeyPem: keys.privateKeyPem });
});
afterEach(async () => {
  await mirror.stop();
  rmSync(dir, { recursive: true });
});

/** A program of one file that replaces itself, as the AppImage does. */
function rig(over: { readonly version?: string; readonly hand?: Partial<PackageHand>; readonly clock?: Clock } = {}) {
  const programPath = join(dir, 'program');
  writeFileSync(programPath, OLD_PROGRAM, { mode: 0o755 });
  const profile = (name: string) => join(dir, name);
  const buildPath = profile('package.json');
  const version = over.version ?? '1.0.0';
  const updates = { url: mirror.url, publicKeys: [newUpdateKeys().publicKey, keys.publicKey] };
  writeFileSync(buildPath, JSON.stringify({ name: 'gatehouse', version, updates }));
  const channel = readChannel(buildPath);
  if (channel === null) throw new Error('the build names no channel');
  const log = recordingLog();
  const states: UpdateState[] = [];
  let restarted: () => void = () => undefined;
  const restart = new Promise<void>((resolve) => (restarted = resolve));
  const kit = { fetch, clock: over.clock ?? systemClock };
  const hand: PackageHand = {
    kind: 'AppImage',
    installs: 'silently',
    async fetch(offer, onPercent) {
      const path = profile('fetched');
      const { signal } = new AbortController();
      const got = await download(kit, { url: offer.url.href, path, file: offer.file, signal, onPercent });
      return got.ok ? ok(path) : got;
    },
    install: (packagePath, file) => replaceFile(packagePath, programPath, file),
    forget: async () => rmSync(profile('fetched'), { force: true }),
    startAgain: restarted,
    ...over.hand,
  };
  const updater = createPackageUpdater({
    channel,
    hand,
    record: createUpdateRecordFile(profile('updates.json'), { clock: systemClock, log }),
    ...kit,
    log,
    system: 'linux',
    arch: 'x64',
    whyOff: async () => null,
  });
  updater.onChange((state) => states.push(state));
  const program = () => readFileSync(programPath, 'utf8');
  return { updater, states, log, restart, program, record: () => readFileSync(profile('updates.json'), 'utf8') };
}

test('a newer version is fetched, waits for the person, replaces the program in one step and starts again', async () => {
  const { updater, states, restart, program } = rig();
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'ready', release: { version: '1.1.0' }, asksPassword: false });
  expect(program()).toBe(OLD_PROGRAM);
  const order = states.map(({ tag }) => tag).filter((tag, at, all) => tag !== all[at - 1]);
  expect(order).toEqual(['checking', 'downloading', 'ready']);
  void updater.install(() => Promise.resolve());
  await restart;
  expect(program()).toBe(readFileSync(join(dir, PACKAGE), 'utf8'));
  expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test.each(HARMS)('$what is refused, and nothing on the disk is changed', async ({ doTo, fault }) => {
  const { updater, log, program } = rig();
  doTo(mirror, PACKAGE);
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'failed', fault });
  expect(program()).toBe(OLD_PROGRAM);
  expect(readdirSync(dir)).not.toContain('fetched');
  expect(log.lines.join()).toContain(`"update-refused","code":"${fault}"`);
  expect(log.lines.join()).not.toContain(mirror.url);
  // It goes on working: the next good list is taken.
  mirror.mend();
  await updater.check(null);
  expect(updater.state.tag).toBe('ready');
});

test('a server that is gone is told as that', async () => {
  const { updater } = rig();
  await mirror.stop();
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'unreachable' });
});

test('an expired list says until when it was good', async () => {
  const { updater } = rig();
  mirror.show({ ...mirror.manifest, expiresAt: '2020-01-01T00:00:00Z' });
  await updater.check(null);
  expect(updater.state).toMatchObject({ fault: 'expired', goodUntilMs: Date.parse('2020-01-01T00:00:00Z') });
});

test('who has seen a version is not offered an older one, in the next run either', async () => {
  await rig().updater.check(null);
  mirror.show({ ...mirror.manifest, version: '1.0.1' });
  const second = rig();
  await second.updater.check(null);
  expect(second.updater.state).toMatchObject({ tag: 'failed', fault: 'older' });
  mirror.show({ ...mirror.manifest, version: '1.0.0' });
  await second.updater.check(null);
  expect(second.updater.state).toMatchObject({ tag: 'failed', fault: 'older' });
});

test('the version that runs is the newest one as long as nothing newer was signed', async () => {
  const { updater } = rig({ version: '1.1.0' });
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'current' });
  expect(mirror.asked).not.toContain(PACKAGE);
});

test('what was fetched and then changed on the disk is not installed', async () => {
  const { updater, program } = rig();
  await updater.check(null);
  writeFileSync(join(dir, 'fetched'), Buffer.alloc(300_000, 'bad'));
  expect(await updater.install(() => Promise.resolve())).toEqual(err('not-ready'));
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'tampered' });
  expect(program()).toBe(OLD_PROGRAM);
});

test('what is changed after the last look is not put in the place of the program', async () => {
  const { updater, program, record } = rig({
    hand: {
      async install(packagePath, file) {
        writeFileSync(packagePath, Buffer.alloc(file.size, 'bad'));
        return replaceFile(packagePath, join(dir, 'program'), file);
      },
    },
  });
  await updater.check(null);
  expect(await updater.install(() => Promise.resolve())).toEqual(err('not-ready'));
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'tampered' });
  expect(program()).toBe(OLD_PROGRAM);
  expect(JSON.parse(record())).toMatchObject({ installing: null });
  expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a link that somebody put where the new program is laid first leads nowhere', async () => {
  const { updater, restart, program } = rig();
  const victim = join(dir, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, join(dir, '.program.new'));
  await updater.check(null);
  void updater.install(() => Promise.resolve());
  await restart;
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(lstatSync(join(dir, 'program')).isSymbolicLink()).toBe(false);
  expect(program()).toBe(readFileSync(join(dir, PACKAGE), 'utf8'));
});

test('a look that is under way changes nothing under an installation that has begun', async () => {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const fetches: string[] = [];
  const { updater, states } = rig({
    hand: {
      async fetch(offer) {
        fetches.push(offer.version);
        writeFileSync(join(dir, 'fetched'), readFileSync(join(dir, PACKAGE)));
        return ok(join(dir, 'fetched'));
      },
      async install() {
        await finished;
        return ok(null);
      },
    },
  });
  await updater.check(null);
  const [list, asked] = heldAnswer();
  mirror.answer(MANIFEST_NAME, list.reply);
  const files = mirror.manifest.files.map((file) => ({ ...file, sha512: `${'A'.repeat(86)}==` }));
  mirror.show({ ...mirror.manifest, version: '1.2.0', files });
  const looked = updater.check(null);
  await asked;
  void updater.install(() => Promise.resolve());
  expect(updater.state.tag).toBe('installing');
  mirror.answer(MANIFEST_NAME, null);
  list.release(await (await fetch(`${mirror.url}/${MANIFEST_NAME}`)).text());
  await looked;
  expect([updater.state.tag, fetches]).toEqual(['installing', ['1.1.0']]);
  expect(states.map(({ tag }) => tag).slice(-1)).toEqual(['installing']);
  finish();
});

test('a clock that was set back does not make an old list good again', async () => {
  const dayMs = 86_400_000;
  let nowMs = Date.now();
  const clock = { ...systemClock, nowMs: () => nowMs };
  const good = { ...mirror.manifest, version: '1.0.0', releasedAt: new Date(nowMs).toISOString() };
  const old = {
    ...good,
    releasedAt: new Date(nowMs - 90 * dayMs).toISOString(),
    expiresAt: new Date(nowMs - 30 * dayMs).toISOString(),
  };
  const { updater } = rig({ clock });
  mirror.show(good);
  await updater.check(null);
  expect(updater.state.tag).toBe('current');
  nowMs -= 60 * dayMs;
  mirror.show(old);
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'expired' });
  const second = rig({ clock });
  await second.updater.check(null);
  expect(second.updater.state).toMatchObject({ tag: 'failed', fault: 'expired' });
});

test('a package that the disk has no room for is refused', async () => {
  const file = mirror.manifest.files.find(({ name }) => name === PACKAGE);
  if (file === undefined) throw new Error('the mirror is empty');
  // Behind a link, which is all that is thrown away.
  const path = join(dir, 'fetched');
  symlinkSync('/dev/full', path);
  const { signal } = new AbortController();
  const order = { url: `${mirror.url}/${PACKAGE}`, path, file, signal, onPercent: () => undefined };
  expect(await download({ fetch, clock: systemClock }, order)).toEqual(err('disk'));
});

test('a no to the question for a password installs nothing, and the next look offers it again', async () => {
  const { updater, program, record } = rig({ hand: { install: async () => err('refused') } });
  await updater.check(null);
  expect(await updater.install(() => Promise.resolve())).toEqual(err('refused'));
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'refused' });
  expect(program()).toBe(OLD_PROGRAM);
  expect(JSON.parse(record())).toMatchObject({ installing: null });
  await updater.check(null);
  expect(updater.state.tag).toBe('ready');
});

test('the restart waits until nobody can lose an answer by it', async () => {
  const { updater, restart } = rig();
  await updater.check(null);
  let may: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (may = resolve));
  let hasRestarted = false;
  void restart.then(() => (hasRestarted = true));
  void updater.install(() => held);
  await expect.poll(() => updater.state.tag).toBe('installing');
  expect(hasRestarted).toBe(false);
  may();
  await restart;
});

test('the first start of a new version says once what is new', async () => {
  const first = rig();
  await first.updater.check(null);
  void first.updater.install(() => Promise.resolve());
  await first.restart;
  const second = rig({ version: '1.1.0' });
  await expect
    .poll(() => second.updater.state)
    .toMatchObject({ tag: 'current', updatedTo: { version: '1.1.0', notes: mirror.manifest.notes } });
  await expect.poll(() => readdirSync(dir)).not.toContain('fetched');
  second.updater.forgetNews();
  expect(second.updater.state).toEqual({ tag: 'current', checkedAtMs: null });
  const third = rig({ version: '1.1.0' });
  await third.updater.check(null);
  expect(third.updater.state).not.toHaveProperty('updatedTo');
});

test('a start of the old version after an installation says that it failed', async () => {
  const first = rig();
  await first.updater.check(null);
  void first.updater.install(() => Promise.resolve());
  await first.restart;
  const second = rig();
  await expect.poll(() => second.updater.state).toMatchObject({ tag: 'failed', fault: 'not-installed' });
});

test('whoever unpacked the program by hand is told, and nothing is fetched', async () => {
  const { updater } = rig({ hand: { installs: 'by-itself' } });
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'available', release: { version: '1.1.0' } });
  expect(mirror.asked).not.toContain(PACKAGE);
});

test('the place that the settings name goes before the one of the build', async () => {
  const { updater } = rig();
  const other = await startUpdateMirror({ dir, version: '1.1.0', privateKeyPem: keys.privateKeyPem });
  await updater.check(`${other.url}/?ignored=1`);
  expect(mirror.asked).toEqual([]);
  expect(other.asked).toContain(PACKAGE);
  await other.stop();
});

/** An answer that comes when the test says so. */
function heldAnswer(): [{ reply: (response: ServerResponse) => void; release: (text: string) => void }, Promise<void>] {
  let held: ServerResponse | null = null;
  let isAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const reply = (response: ServerResponse) => {
    held = response;
    isAsked();
  };
  return [{ reply, release: (text) => void held?.end(text) }, asked];
}
