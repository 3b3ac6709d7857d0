import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { err } from '../../../shared/result.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { replaceFile } from '../../../main/updates/replace-file.ts';
import { HARMS } from '../../support/update-harm.ts';
import { OLD_PROGRAM, PACKAGE, updaterDesk } from './updater-desk.ts';

const desk = updaterDesk();

test.each(HARMS)('$what is refused, and nothing on the disk is changed', async ({ doTo, fault }) => {
  const { updater, log, program } = desk.rig();
  doTo(desk.mirror, PACKAGE);
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'failed', fault });
  expect(program()).toBe(OLD_PROGRAM);
  expect(readdirSync(desk.dir)).not.toContain('fetched');
  expect(log.lines.join()).toContain(`"update-refused","code":"${fault}"`);
  expect(log.lines.join()).not.toContain(desk.mirror.url);
  // It goes on working: the next good list is taken.
  desk.mirror.mend();
  await updater.check(null);
  expect(updater.state.tag).toBe('ready');
});

test('a server that is gone is told as that', async () => {
  const { updater } = desk.rig();
  await desk.mirror.stop();
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'unreachable' });
});

test('an expired list says until when it was good', async () => {
  const { updater } = desk.rig();
  desk.mirror.show({ ...desk.mirror.manifest, expiresAt: '2020-01-01T00:00:00Z' });
  await updater.check(null);
  expect(updater.state).toMatchObject({ fault: 'expired', goodUntilMs: Date.parse('2020-01-01T00:00:00Z') });
});

test('who has seen a version is not offered an older one, in the next run either', async () => {
  await desk.rig().updater.check(null);
  desk.mirror.show({ ...desk.mirror.manifest, version: '1.0.1' });
  const second = desk.rig();
  await second.updater.check(null);
  expect(second.updater.state).toMatchObject({ tag: 'failed', fault: 'older' });
  desk.mirror.show({ ...desk.mirror.manifest, version: '1.0.0' });
  await second.updater.check(null);
  expect(second.updater.state).toMatchObject({ tag: 'failed', fault: 'older' });
});

test('what was fetched and then changed on the disk is not installed', async () => {
  const { updater, program } = desk.rig();
  await updater.check(null);
  writeFileSync(join(desk.dir, 'fetched'), Buffer.alloc(300_000, 'bad'));
  expect(await updater.install(() => Promise.resolve())).toEqual(err('not-ready'));
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'tampered' });
  expect(program()).toBe(OLD_PROGRAM);
});

test('what is changed after the last look is not put in the place of the program', async () => {
  const { updater, program, record } = desk.rig({
    hand: {
      async install(packagePath, file) {
        writeFileSync(packagePath, Buffer.alloc(file.size, 'bad'));
        return replaceFile(packagePath, join(desk.dir, 'program'), file);
      },
    },
  });
  await updater.check(null);
  expect(await updater.install(() => Promise.resolve())).toEqual(err('not-ready'));
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'tampered' });
  expect(program()).toBe(OLD_PROGRAM);
  expect(JSON.parse(record())).toMatchObject({ installing: null });
  expect(readdirSync(desk.dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a link that somebody put where the new program is laid first leads nowhere', async () => {
  const { updater, restart, program } = desk.rig();
  const victim = join(desk.dir, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, join(desk.dir, '.program.new'));
  await updater.check(null);
  void updater.install(() => Promise.resolve());
  await restart;
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(lstatSync(join(desk.dir, 'program')).isSymbolicLink()).toBe(false);
  expect(program()).toBe(readFileSync(join(desk.dir, PACKAGE), 'utf8'));
});

test('a clock that was set back does not make an old list good again', async () => {
  const dayMs = 86_400_000;
  let nowMs = Date.now();
  const clock = { ...systemClock, nowMs: () => nowMs };
  const good = { ...desk.mirror.manifest, version: '1.0.0', releasedAt: new Date(nowMs).toISOString() };
  const old = {
    ...good,
    releasedAt: new Date(nowMs - 90 * dayMs).toISOString(),
    expiresAt: new Date(nowMs - 30 * dayMs).toISOString(),
  };
  const { updater } = desk.rig({ clock });
  desk.mirror.show(good);
  await updater.check(null);
  expect(updater.state.tag).toBe('current');
  nowMs -= 60 * dayMs;
  desk.mirror.show(old);
  await updater.check(null);
  expect(updater.state).toMatchObject({ tag: 'failed', fault: 'expired' });
  const second = desk.rig({ clock });
  await second.updater.check(null);
  expect(second.updater.state).toMatchObject({ tag: 'failed', fault: 'expired' });
});
