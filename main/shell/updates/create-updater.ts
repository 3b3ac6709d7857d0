import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { UpdatesOff } from '../../../shared/model/update.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Updater } from '../../ports/updater.ts';
import type { Fetch } from '../../updates/bounded-fetch.ts';
import { readChannel } from '../../updates/channel.ts';
import {
  appImageOf,
  installedAs,
  isBroughtByOthers,
  isInRepository,
  isInstalledOnWindows,
  type Surroundings,
} from '../../updates/installed-as.ts';
import type { PackageKind } from '../../updates/manifest.ts';
import type { PackageHand } from '../../updates/package-hand.ts';
import { createPackageUpdater } from '../../updates/package-updater.ts';
import { createUpdateRecordFile } from '../../updates/update-record.ts';
import type { PackageFetcher } from './package-fetcher.ts';
import { noUpdates } from './no-updates.ts';
import { appImageHand, installerHand, systemPackageHand, tellingHand } from './package-hands.ts';
import { findProgram } from './programs.ts';

/** Network of its own: no cookies, no cache, nothing that pages of ours left behind. */
const PARTITION = 'updates';
const APT_WITHIN_MS = 20 * SECOND_MS;

/** The updater for the way in which this program came to this computer. */
export function createUpdater(parts: {
  readonly profileDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly hasWindow: () => boolean;
}): Updater {
  if (!app.isPackaged) return noUpdates('not-packaged');
  const channel = readChannel(join(app.getAppPath(), 'package.json'));
  if (channel === null) return noUpdates('no-channel');
  const { platform, arch, env, execPath } = process;
  const around: Surroundings = { platform, environment: env, execPath, resourcesDir: process.resourcesPath };
  if (isBroughtByOthers(around)) return noUpdates('by-package-manager');
  const { clock, log, profileDir } = parts;
  const kind = installedAs(around);
  const own = session.fromPartition(PARTITION, { cache: false });
  const fetch: Fetch = (url, init) => own.fetch(url, init);
  const { version, windowsPublishers } = channel;

  function hand(): PackageHand {
    if (kind === 'tar.gz' || (kind === 'nsis' && !isInstalledOnWindows(execPath))) return tellingHand(kind);
    const dir = join(profileDir, 'updates');
    const order = { kind, dir, version, windowsPublishers, fetch, clock };
    // Read once there is something to fetch, which most starts never see.
    let fetcher: Promise<PackageFetcher> | null = null;
    const load = () =>
      (fetcher ??= import('./package-fetcher.ts').then((module) => module.createPackageFetcher(order)));
    const hands = { fetcher: load, hadWindow: parts.hasWindow };
    if (kind === 'AppImage') return appImageHand(appImageOf(around) ?? execPath, hands);
    return kind === 'deb' || kind === 'rpm' ? systemPackageHand(kind, hands) : installerHand(kind, hands);
  }

  return createPackageUpdater({
    channel,
    hand: hand(),
    record: createUpdateRecordFile(join(profileDir, 'updates.json'), { clock, log }),
    fetch,
    clock,
    log,
    system: platform,
    arch,
    whyOff: () => whoElse(kind, channel.product),
  });
}

/** A repository of the system brings new versions with all the others, at the time that its owner wants. */
async function whoElse(kind: PackageKind, product: string): Promise<UpdatesOff | null> {
  const apt = kind === 'deb' ? findProgram('apt-cache') : null;
  if (apt === null) return null;
  const policy = await new Promise<string>((resolve) => {
    const options = { timeout: APT_WITHIN_MS, env: { ...process.env, LC_ALL: 'C' } };
    execFile(apt, ['policy', product], options, (_error, said) => resolve(said));
  });
  return isInRepository(policy) ? 'by-package-manager' : null;
}
