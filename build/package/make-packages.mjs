import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build, Platform, Arch } from 'electron-builder';
import { buildApp } from '../bundle/build-app.mjs';
import { inProject } from '../bundle/project-paths.mjs';
import { writeAppFolder } from './app-folder.mjs';
import { builderConfig } from './builder-config.mjs';
import { linuxTools } from './linux-tools.mjs';
import { packagesInApp, writeNotices } from './notices.mjs';
import { packageRuntime } from './package-runtime.mjs';
import { plan } from './targets.mjs';

/**
 * @param {object} order
 * @param {readonly string[] | null} order.only     names of targets; null = all that this system can make
 * @param {string | null} order.version             instead of the one in package.json
 * @param {import('./app-folder.mjs').UpdateChannel | null} order.updates  null = the app never looks for new versions
 * @param {string | null} order.outputDir           null = `out/package/release`, or `for-tests` without an official Electron
 * @param {boolean} order.isFast                    large packages, for tests
 * @returns {Promise<{ dir: string, made: { name: string, bytes: number }[], notes: string[] }>}
 */
export async function makePackages(order) {
  const runtime = await packageRuntime();
  const { targets, notes } = plan(process.platform, runtime.archs);
  const wanted = targets.filter((name) => order.only === null || order.only.includes(name));
  const outputDir = order.outputDir ?? inProject('out/package', runtime.isRelease ? 'release' : 'for-tests');
  const workDir = path.join(outputDir, 'work');
  const [appDir, noticesDir] = [path.join(workDir, 'app'), path.join(workDir, 'notices')];
  fs.rmSync(outputDir, { recursive: true, force: true });

  await buildApp({ onlyIfStale: true });
  const mapsDir = path.join(outputDir, 'source-maps');
  const { packages, version } = writeAppFolder(appDir, { mapsDir, version: order.version, updates: order.updates });
  const electronVersion = runtime.version;
  writeNotices(noticesDir, packagesInApp(packages), { version, electronVersion });

  const tools = process.platform === 'linux' ? linuxTools({ isRelease: runtime.isRelease, workDir }) : {};
  Object.assign(process.env, tools);
  // The archive is made from the unpacked folder by the system's own tar, which keeps owners and times the same.
  const built = wanted.filter((name) => name !== 'tar.gz');
  const platform = Platform.current();
  const archs = runtime.archs.map((arch) => Arch[arch]);
  await build({
    targets: platform.createTarget(built.length === 0 ? ['dir'] : [...built], ...archs),
    config: builderConfig({
      appDir,
      outputDir,
      noticesDir,
      electronDistDir: runtime.distDir,
      electronVersion,
      platform: process.platform,
      env: process.env,
      isFast: order.isFast,
    }),
    projectDir: inProject(),
    publish: 'never',
  });
  if (wanted.includes('tar.gz'))
    for (const arch of runtime.archs) writeTar({ outputDir, arch, version, gzip: order.isFast ? 'gzip -1' : 'gzip' });
  fs.rmSync(workDir, { recursive: true, force: true });

  if (!runtime.isRelease)
    notes.unshift('anything to give away: these hold the stand-in Electron, and are for tests only');
  if (order.updates === null)
    notes.push('updates: made without UPDATE_URL and UPDATE_PUBLIC_KEYS, so it will not look for any');
  return { dir: outputDir, made: packagesIn(outputDir), notes };
}

/** @param {{ outputDir: string, arch: 'x64' | 'arm64', version: string, gzip: string }} order */
function writeTar({ outputDir, arch, version, gzip }) {
  const unpacked = arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`;
  const name = `gatehouse-${version}-${arch}`;
  execFileSync(
    'tar',
    [
      '--create',
      `--use-compress-program=${gzip}`,
      `--file=${path.join(outputDir, `${name}.tar.gz`)}`,
      `--directory=${outputDir}`,
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      `--transform=s,^${unpacked},${name},`,
      unpacked,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/** @param {string} dir */
function packagesIn(dir) {
  return fs
    .readdirSync(dir)
    .filter((name) => /\.(deb|rpm|AppImage|tar\.gz|exe|dmg|zip)$/.test(name))
    .sort()
    .map((name) => ({ name, bytes: fs.statSync(path.join(dir, name)).size }));
}
