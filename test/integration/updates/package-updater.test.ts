import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ServerResponse } from 'node:http';
import { MANIFEST_NAME } from '../../../build/release/update-manifest.mjs';
import { err, ok } from '../../../shared/result.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { download } from '../../../main/updates/download.ts';
import { OLD_PROGRAM, PACKAGE, updaterDesk } from './updater-desk.ts';

const desk = updaterDesk();

test('a newer version is fetched, waits for the person, replaces the program in one step and starts again', async () => {
  const { updater, states, restart, program } = desk.rig();
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'ready', release: { version: '1.1.0' }, asksPassword: false });
  expect(program()).toBe(OLD_PROGRAM);
  const order = states.map(({ tag }) => tag).filter((tag, at, all) => tag !== all[at - 1]);
  expect(order).toEqual(['checking', 'downloading', 'ready']);
  void updater.install(() => Promise.resolve());
  await restart;
  expect(program()).toBe(readFileSync(join(desk.dir, PACKAGE), 'utf8'));
  expect(readdirSync(desk.dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('the version that runs is the newest one as long as nothing newer was signed', async () => {
  const { updater } = desk.rig({ version: '1.1.0' });
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'current' });
  expect(desk.mirror.asked).not.toContain(PACKAGE);
});

test('a look that is under way changes nothing under an installation that has begun', async () => {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const fetches: string[] = [];
  const { updater, states } = desk.rig({
    hand: {
      async fetch(offer) {
        fetches.push(offer.version);
        writeFileSync(join(desk.dir, 'fetched'), readFileSync(join(desk.dir, PACKAGE)));
        return ok(join(desk.dir, 'fetched'));
      },
      async install() {
        await finished;
        return ok(null);
      },
    },
  });
  await updater.check(null);
  const [list, asked] = heldAnswer();
  desk.mirror.answer(MANIFEST_NAME, list.reply);
  const files = desk.mirror.manifest.files.map((file) => ({ ...file, sha512: `${'A'.repeat(86)}==` }));
  desk.mirror.show({ ...desk.mirror.manifest, version: '1.2.0', files });
  const looked = updater.check(null);
  await asked;
  void updater.install(() => Promise.resolve());
  expect(updater.state.tag).toBe('installing');
  desk.mirror.answer(MANIFEST_NAME, null);
  list.release(await (await fetch(`${desk.mirror.url}/${MANIFEST_NAME}`)).text());
  await looked;
  expect([updater.state.tag, fetches]).toEqual(['installing', ['1.1.0']]);
  expect(states.map(({ tag }) => tag).slice(-1)).toEqual(['installing']);
  finish();
});

test('a package that the disk has no room for is refused', async () => {
  const file = desk.mirror.manifest.files.find(({ name }) => name === PACKAGE);
  if (file === undefined) throw new Error('the mirror is empty');
  // Behind a link, which is all that is thrown away.
  const path = join(desk.dir, 'fetched');
  symlinkSync('/dev/full', path);
  const { signal } = new AbortController();
  const order = { url: `${desk.mirror.url}/${PACKAGE}`, path, file, signal, onPercent: () => undefined };
  expect(await download({ fetch, clock: systemClock }, order)).toEqual(err('disk'));
});

test('a no to the question for a password installs nothing, and the next look offers it again', async () => {
  const { updater, program, record } = desk.rig({ hand: { install: async () => err('refused') } });
  await updater.check(null);
  expect(await updater.install(() => Promise.resolve())).toEqual(err('refused'));
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'refused' });
  expect(program()).toBe(OLD_PROGRAM);
  expect(JSON.parse(record())).toMatchObject({ installing: null });
  await updater.check(null);
  expect(updater.state.tag).toBe('ready');
});

test('the restart waits until nobody can lose an answer by it', async () => {
  const { updater, restart } = desk.rig();
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
  const first = desk.rig();
  await first.updater.check(null);
  void first.updater.install(() => Promise.resolve());
  await first.restart;
  const second = desk.rig({ version: '1.1.0' });
  await expect
    .poll(() => second.updater.state)
    .toMatchObject({ tag: 'current', updatedTo: { version: '1.1.0', notes: desk.mirror.manifest.notes } });
  await expect.poll(() => readdirSync(desk.dir)).not.toContain('fetched');
  second.updater.forgetNews();
  expect(second.updater.state).toEqual({ tag: 'current', checkedAtMs: null });
  const third = desk.rig({ version: '1.1.0' });
  await third.updater.check(null);
  expect(third.updater.state).not.toHaveProperty('updatedTo');
});

test('a start of the old version after an installation says that it failed', async () => {
  const first = desk.rig();
  await first.updater.check(null);
  void first.updater.install(() => Promise.resolve());
  await first.restart;
  const second = desk.rig();
  await expect.poll(() => second.updater.state).toMatchObject({ tag: 'failed', fault: 'not-installed' });
});

test('whoever unpacked the program by hand is told, and nothing is fetched', async () => {
  const { updater } = desk.rig({ hand: { installs: 'by-itself' } });
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'available', release: { version: '1.1.0' } });
  expect(desk.mirror.asked).not.toContain(PACKAGE);
});

test('the place that the settings name goes before the one of the build', async () => {
  const { updater } = desk.rig();
  const other = await desk.startMirror();
  await updater.check(`${other.url}/?ignored=1`);
  expect(desk.mirror.asked).toEqual([]);
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
