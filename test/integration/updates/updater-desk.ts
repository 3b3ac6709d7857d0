import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { ok } from '../../../shared/result.ts';
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
import { newUpdateKeys, startUpdateMirror, type UpdateMirror } from '../../support/update-mirror.ts';

export const OLD_PROGRAM = '#!/bin/sh\necho 1.0.0\n';
export const PACKAGE = 'gatehouse-1.1.0-x86_64.AppImage';

/** A folder for each test of a file, with a mirror of version 1.1.0 and a program that may replace itself by it. */
export function updaterDesk() {
  const keys = newUpdateKeys();
  let dir = '';
  let mirror: UpdateMirror | null = null;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gatehouse-update-'));
    writeFileSync(join(dir, PACKAGE), Buffer.alloc(300_000, 'new'));
    writeFileSync(join(dir, 'gatehouse-1.1.0-amd64.deb'), 'of another kind');
    mirror = await startMirror();
  });
  afterEach(async () => {
    await mirror?.stop();
    rmSync(dir, { recursive: true });
  });

  const startMirror = () => startUpdateMirror({ dir, version: '1.1.0', privateKeyPem: keys.privateKeyPem });
  function theMirror(): UpdateMirror {
    if (mirror === null) throw new Error('outside of a test');
    return mirror;
  }

  /** A program of one file that replaces itself, as the AppImage does. */
  function rig(over: { readonly version?: string; readonly hand?: Partial<PackageHand>; readonly clock?: Clock } = {}) {
    const programPath = join(dir, 'program');
    writeFileSync(programPath, OLD_PROGRAM, { mode: 0o755 });
    const profile = (name: string) => join(dir, name);
    const buildPath = profile('package.json');
    const version = over.version ?? '1.0.0';
    const updates = { url: theMirror().url, publicKeys: [newUpdateKeys().publicKey, keys.publicKey] };
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

  return {
    get dir() {
      return dir;
    },
    get mirror() {
      return theMirror();
    },
    /** One more mirror, which the test stops. */
    startMirror,
    rig,
  };
}
