import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';
import { APP_ID, SCHEME } from './app-identity.mjs';
import { linuxConfig } from './linux-config.mjs';
import { macConfig } from './mac-config.mjs';
import { windowsConfig } from './windows-config.mjs';

/**
 * @param {object} order
 * @param {string} order.appDir     the folder with what runs
 * @param {string} order.outputDir
 * @param {string} order.noticesDir files that every package carries beside the program
 * @param {string | null} order.electronDistDir  null = the builder fetches the pinned Electron
 * @param {string} order.electronVersion
 * @param {NodeJS.Platform} order.platform  that the packages are for
 * @param {NodeJS.ProcessEnv} order.env     may hold what signing takes
 * @param {boolean} order.isFast  large packages, for tests
 * @returns {import('electron-builder').Configuration}
 */
export function builderConfig({
  appDir,
  outputDir,
  noticesDir,
  electronDistDir,
  electronVersion,
  platform,
  env,
  isFast,
}) {
  return {
    appId: APP_ID,
    productName: 'Gatehouse',
    electronVersion,
    ...(electronDistDir !== null && { electronDist: electronDistDir }),
    directories: { app: appDir, output: outputDir, buildResources: inProject('build') },
    npmRebuild: false,
    afterPack: removeDefaultApp,
    asar: true,
    // Programs cannot be started from inside an archive.
    asarUnpack: ['node_modules/node-notifier/vendor/**'],
    files: ['**/*', ...foreignVendors(platform)],
    electronLanguages: ['en-US', 'de'],
    extraFiles: [{ from: noticesDir, to: '.', filter: ['**/*'] }],
    artifactName: '${name}-${version}-${arch}.${ext}',
    protocols: [{ name: 'Gatehouse', schemes: [SCHEME] }],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      // Linux has no such check, and an Electron with the fuse refuses to start there without it.
      enableEmbeddedAsarIntegrityValidation: platform !== 'linux',
      resetAdHocDarwinSignature: true,
    },
    ...linuxConfig({ isFast }),
    ...windowsConfig(),
    ...macConfig(env),
  };
}

/**
 * What Electron would start without an app of its own. Only in a runtime of ours.
 *
 * @param {{ appOutDir: string, packager: { getResourcesDir(appOutDir: string): string } }} context
 */
async function removeDefaultApp({ appOutDir, packager }) {
  fs.rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}

/**
 * node-notifier brings programs for every system; each package carries its own system's.
 *
 * @param {NodeJS.Platform} platform
 */
function foreignVendors(platform) {
  const vendors = { darwin: ['mac.noindex'], win32: ['snoreToast', 'notifu'] };
  const own = platform === 'darwin' || platform === 'win32' ? vendors[platform] : [];
  return Object.values(vendors)
    .flat()
    .filter((name) => !own.includes(name))
    .map((name) => `!node_modules/node-notifier/vendor/${name}/**`);
}
