import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';

/** How the system knows the app; never changed, or an update would be another app. */
const APP_ID = 'dev.gatehouse.app';
const SCHEME = 'gatehouse';

/**
 * @param {object} order
 * @param {string} order.appDir     the folder with what runs
 * @param {string} order.outputDir
 * @param {string} order.noticesDir files that every package carries beside the program
 * @param {string | null} order.electronDistDir  null = the builder fetches the pinned Electron
 * @param {string} order.electronVersion
 * @returns {import('electron-builder').Configuration}
 */
export function builderConfig({ appDir, outputDir, noticesDir, electronDistDir, electronVersion }) {
  return {
    appId: APP_ID,
    productName: 'Gatehouse',
    executableName: 'gatehouse',
    electronVersion,
    ...(electronDistDir !== null && { electronDist: electronDistDir }),
    directories: { app: appDir, output: outputDir, buildResources: inProject('build') },
    npmRebuild: false,
    afterPack: removeDefaultApp,
    asar: true,
    // Programs cannot be started from inside an archive.
    asarUnpack: ['node_modules/node-notifier/vendor/**'],
    files: ['**/*', ...foreignVendors()],
    electronLanguages: ['en-US'],
    extraFiles: [{ from: noticesDir, to: '.', filter: ['**/*'] }],
    artifactName: '${name}-${version}-${arch}.${ext}',
    protocols: [{ name: 'Gatehouse', schemes: [SCHEME] }],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      onlyLoadAppFromAsar: true,
      // Linux has no such check, and an Electron with the fuse refuses to start there without it.
      enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
      resetAdHocDarwinSignature: true,
    },
    linux: {
      category: 'Development',
      synopsis: 'Answer what your coding agents ask, from the tray',
      icon: inProject('build/icons'),
      maintainer: 'The Gatehouse developers <gatehouse@example.org>',
      vendor: 'The Gatehouse developers',
      syncDesktopName: true,
      desktop: {
        entry: {
          Name: 'Gatehouse',
          GenericName: 'Coding agent inbox',
          Keywords: 'claude;agent;permission;tray;',
          StartupNotify: 'false',
          StartupWMClass: 'gatehouse',
        },
      },
    },
    deb: {
      packageCategory: 'utils',
      priority: 'optional',
      depends: DEBIAN_DEPENDS,
      recommends: ['libsecret-1-0', 'gnome-keyring | kwalletmanager', 'libayatana-appindicator3-1'],
      afterInstall: inProject('build/package/linux/after-install.sh'),
      afterRemove: inProject('build/package/linux/after-remove.sh'),
      fpm: [
        '--before-remove',
        inProject('build/package/linux/before-remove.sh'),
        `${inProject('LICENSE')}=/usr/share/doc/gatehouse/copyright`,
      ],
    },
    rpm: {
      depends: ['gtk3', 'libnotify', 'nss', 'libXtst', 'xdg-utils', 'at-spi2-core', '(libsecret or libsecret1)'],
      afterInstall: inProject('build/package/linux/after-install.sh'),
      afterRemove: inProject('build/package/linux/after-remove.sh'),
      fpm: ['--before-remove', inProject('build/package/linux/before-remove.sh')],
    },
    win: { icon: inProject('build/icons/icon.ico'), legalTrademarks: 'Gatehouse' },
    nsis: {
      oneClick: true,
      perMachine: false,
      allowElevation: false,
      deleteAppDataOnUninstall: false,
      include: inProject('build/package/windows/uninstall.nsh'),
    },
    mac: {
      category: 'public.app-category.developer-tools',
      icon: inProject('build/icons/icon.png'),
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: inProject('build/package/mac/entitlements.plist'),
      entitlementsInherit: inProject('build/package/mac/entitlements.plist'),
      // It lives in the menu bar; the dock icon comes with the window.
      extendInfo: { LSUIElement: true },
      // Signed and notarised when the environment holds what that takes; else it says that it is not.
      notarize: process.env['APPLE_TEAM_ID'] !== undefined,
    },
    dmg: { sign: false },
  };
}

const DEBIAN_DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libuuid1',
  'libgbm1',
  'libasound2 | libasound2t64',
];

/**
 * What Electron would start without an app of its own. Only in a runtime of ours.
 *
 * @param {{ appOutDir: string, packager: { getResourcesDir(appOutDir: string): string } }} context
 */
async function removeDefaultApp({ appOutDir, packager }) {
  fs.rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}

/** node-notifier brings programs for every system; each package carries its own system's. */
function foreignVendors() {
  const vendors = { darwin: ['mac.noindex'], win32: ['snoreToast', 'notifu'] };
  const own = process.platform === 'darwin' || process.platform === 'win32' ? vendors[process.platform] : [];
  return Object.values(vendors)
    .flat()
    .filter((name) => !own.includes(name))
    .map((name) => `!node_modules/node-notifier/vendor/${name}/**`);
}
