import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSounder } from '../../../main/shell/sound/sounder.ts';
import { soundFile } from '../../../main/shell/sound/sound-file.ts';
import { recordingLog } from '../../support/recording-log.ts';

let dir = '';
const notePath = () => join(dir, 'played');
const played = () => (existsSync(notePath()) ? readFileSync(notePath(), 'utf8').split('\n').filter(Boolean) : []);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-sound-'));
  mkdirSync(join(dir, 'bin'));
  vi.stubEnv('PATH', `${join(dir, 'bin')}:/usr/bin:/bin`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

/** A player that writes down its name and its last argument, then ends so. */
function aPlayer(name: string, code: number) {
  const path = join(dir, 'bin', name);
  writeFileSync(path, `#!/bin/sh\nfor last; do :; done\necho "${name} $last" >> "${notePath()}"\nexit ${code}\n`);
  chmodSync(path, 0o755);
}
const aSounder = (log = recordingLog()) => {
  const soundPath = join(dir, 'a sound.wav');
  return { log, soundPath, sounder: createSounder({ platform: 'linux', soundPath: () => soundPath, log }) };
};

test('the first player that can is used, and from then on it alone', async () => {
  aPlayer('pw-play', 1);
  aPlayer('paplay', 0);
  const { sounder, soundPath } = aSounder();
  sounder.play();
  await vi.waitUntil(() => played().length === 2);
  await vi.waitUntil(() => {
    sounder.play();
    return played().length > 2;
  });
  expect(played().slice(0, 3)).toEqual([`pw-play ${soundPath}`, `paplay ${soundPath}`, `paplay ${soundPath}`]);
});

test('two wishes at once make one sound', async () => {
  aPlayer('pw-play', 0);
  const { sounder } = aSounder();
  sounder.play();
  sounder.play();
  await vi.waitUntil(() => played().length > 0);
  expect(played()).toHaveLength(1);
});

test('where nothing can play it stays silent, and says so once', async () => {
  for (const name of ['pw-play', 'paplay', 'aplay', 'canberra-gtk-play']) aPlayer(name, 1);
  const { sounder, log } = aSounder();
  sounder.play();
  await vi.waitUntil(() => log.lines.length > 0);
  await vi.waitUntil(() => {
    sounder.play();
    return played().length >= 8;
  });
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]).toContain('sound-not-played');
});

test('inside a packed app the sound is copied to where other programs can read it', () => {
  const packedDir = join(dir, 'resources', 'app.asar', 'out');
  mkdirSync(packedDir, { recursive: true });
  writeFileSync(join(packedDir, 'ask.wav'), 'RIFF');
  const plainPath = join(dir, 'profile', 'sounds', 'ask.wav');
  expect(soundFile(join(packedDir, 'ask.wav'), plainPath)()).toBe(plainPath);
  expect(readFileSync(plainPath, 'utf8')).toBe('RIFF');
  expect(soundFile(join(dir, 'out', 'ask.wav'), plainPath)()).toBe(join(dir, 'out', 'ask.wav'));
});
