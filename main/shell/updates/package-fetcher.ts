import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import {
  AppImageUpdater,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  RpmUpdater,
  type AppUpdater,
  type UpdateInfo,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { UpdateFault } from '../../../shared/model/update.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../updates/bounded-fetch.ts';
import { download } from '../../updates/download.ts';
import type { PackageKind } from '../../updates/manifest.ts';
import type { Offer } from '../../updates/package-hand.ts';

export interface PackageFetcher {
  readonly updater: AppUpdater;
  /** @returns where the package lies */
  fetch(offer: Offer, onPercent: (percent: number) => void): Promise<Result<string, UpdateFault>>;
  forget(): void;
}

/**
 * electron-updater, told only what was verified. It keeps what was fetched, finds it again after a restart and knows how
 * Windows and macOS replace a program; the list of versions and the bytes come to it through our own checks (ADR 16).
 */
export function createPackageFetcher(parts: {
  readonly kind: Exclude<PackageKind, 'tar.gz'>;
  /** All that it keeps; nobody else's business. */
  readonly dir: string;
  readonly version: string;
  readonly windowsPublishers: readonly string[];
  readonly fetch: Fetch;
  readonly clock: Clock;
}): PackageFetcher {
  const { dir, clock, fetch } = parts;
  const configPath = join(dir, 'updater.yml');
  const ending = new AbortController();
  const updater = create(parts.kind, {
    version: parts.version,
    name: app.getName(),
    isPackaged: true,
    appUpdateConfigPath: configPath,
    userDataPath: dir,
    baseCachePath: dir,
    whenReady: () => app.whenReady(),
    relaunch: () => app.relaunch(),
    quit: () => app.quit(),
    // Nothing is installed at a quit: whoever quits, or shuts down, did not ask for it.
    onQuit: () => undefined,
  });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowPrerelease = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // It would put a package together out of pieces of the old one; the whole is small enough and simpler to trust.
  updater.disableDifferentialDownload = true;
  let wanted: { readonly offer: Offer; readonly onPercent: (percent: number) => void } | null = null;
  let fault: UpdateFault | null = null;

  /** In the place of its own downloader, which follows redirects and takes as much as the server sends. */
  const httpExecutor = {
    async download(_url: URL, path: string): Promise<string> {
      if (wanted === null) throw new Error('nothing was offered');
      const { offer, onPercent } = wanted;
      const order = { url: offer.url.href, path, file: offer.file, signal: ending.signal, onPercent };
      const got = await download({ fetch, clock }, order);
      if (got.ok) return path;
      fault = got.error;
      throw new Error(got.error);
    },
  };
  // An id of this installation would be made, kept and sent with each question.
  const stagingUserIdPromise = { value: Promise.resolve('') };
  Object.assign(updater, { httpExecutor, stagingUserIdPromise });

  return {
    updater,
    async fetch(offer, onPercent) {
      wanted = { offer, onPercent };
      fault = null;
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 });
        // JSON is YAML, too.
        const publisherName = parts.windowsPublishers;
        const config = { updaterCacheDirName: 'packages', ...(publisherName.length > 0 && { publisherName }) };
        writeFileSync(configPath, JSON.stringify(config), { mode: 0o600 });
        updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(offer) });
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true) return err('older');
        const [path] = await updater.downloadUpdate();
        return path === undefined ? err('not-readable') : ok(path);
      } catch {
        return err(fault ?? 'disk');
      }
    },
    forget() {
      rmSync(join(dir, 'packages'), { recursive: true, force: true });
    },
  };
}

type Adapter = ConstructorParameters<typeof DebUpdater>[1];

function create(kind: Exclude<PackageKind, 'tar.gz'>, adapter: Adapter): AppUpdater {
  switch (kind) {
    case 'AppImage':
      return new AppImageUpdater(null, adapter);
    case 'deb':
      return new DebUpdater(null, adapter);
    case 'rpm':
      return new RpmUpdater(null, adapter);
    case 'nsis':
      return new NsisUpdater(null, adapter);
    case 'mac-zip':
      return new MacUpdater(undefined, adapter);
  }
}

/** A list of versions with the one entry that was verified. It asks no server. */
function providerOf({ version, releasedAtMs, file, url }: Offer) {
  const { name, size, sha512 } = file;
  const info: UpdateInfo = {
    version,
    files: [{ url: name, size, sha512 }],
    path: name,
    sha512,
    releaseDate: new Date(releasedAtMs).toISOString(),
  };
  return class VerifiedProvider extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    getLatestVersion() {
      return Promise.resolve(info);
    }
    resolveFiles() {
      return [{ url, info: { url: name, size, sha512 } }];
    }
  };
}
