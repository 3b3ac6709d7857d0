import { spawnSync } from 'node:child_process';
import { findProgram } from '../runtime/find-program.mjs';

const ATTEMPTS = 3;
const ELECTRON_LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libnspr4',
  'libasound2',
  'libgbm1',
  'libdrm2',
  'libcups2',
  'libatk-bridge2.0-0',
  'libatspi2.0-0',
  'libx11-6',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxrandr2',
  'libxcb1',
  'libxkbcommon0',
  'libpango-1.0-0',
  'libcairo2',
  'libdbus-1-3',
  'libexpat1',
  'libudev1',
  'libnotify4',
];
const HEADLESS = ['xvfb', 'dbus', 'fonts-dejavu-core'];
const PACKAGING = ['rpm', 'squashfs-tools', 'desktop-file-utils'];
/** To open, install and look into what was packaged, and to compile the script of the installer for Windows. */
const PACKAGE_TESTS = [...PACKAGING, 'binutils', 'cpio', 'nsis', 'pkexec', 'polkitd', 'procps', 'xdg-utils'];

/** Real desktop programs that tests ask about silence, and hands for the keyboard. */
const DESKTOPS = [
  'dconf-service',
  'dconf-gsettings-backend',
  'gsettings-desktop-schemas',
  'libglib2.0-bin',
  'xfconf',
  'dunst',
  'xdotool',
];

/** What each use of this repository needs from Debian. */
export const DEBIAN_NEEDS = {
  run: ELECTRON_LIBRARIES,
  runHeadless: [...ELECTRON_LIBRARIES, ...HEADLESS],
  package: PACKAGING,
  test: [
    ...ELECTRON_LIBRARIES,
    ...HEADLESS,
    ...DESKTOPS,
    ...PACKAGE_TESTS,
    'chromium',
    'openssl',
    'tmux',
    'fonts-noto-color-emoji',
  ],
};

/**
 * Installs the Debian packages that are missing, as root; anybody else is told the exact command. Other systems are left
 * alone: what is missing there is named when it is needed.
 *
 * @param {readonly string[]} needed
 * @throws when something is missing and could not be installed
 */
export function installDebianPackages(needed) {
  if (process.platform !== 'linux' || findProgram('dpkg-query') === null || findProgram('apt-get') === null) return;
  const missing = missingOf(needed);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `Debian packages are missing. Run:\n  sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`,
    );
  }
  console.error(`[setup] installing ${missing.join(' ')}`);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (aptGet(['update']) && aptGet(['install', '-y', '--no-install-recommends', ...missing.map(nameHere)])) return;
  }
  throw new Error(`apt-get install ${missing.join(' ')} failed ${ATTEMPTS} times`);
}

/** @param {readonly string[]} needed */
function missingOf(needed) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const lines = new Set(stdout.split('\n'));
  return needed.filter((name) => !lines.has(`${name} installed`) && !lines.has(`${name}t64 installed`));
}

/**
 * Newer releases call some libraries `...t64`.
 *
 * @param {string} name
 */
function nameHere(name) {
  const renamed = `${name}t64`;
  return spawnSync('apt-cache', ['show', '--no-all-versions', renamed]).status === 0 ? renamed : name;
}

/** @param {string[]} args */
function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', process.stderr, 'inherit'] }).status === 0;
}
