/** @typedef {'deb' | 'rpm' | 'AppImage' | 'tar.gz' | 'nsis' | 'dmg' | 'zip'} TargetName */

/**
 * What people can be given, and which system can make it.
 *
 * @type {readonly { name: TargetName, system: NodeJS.Platform, archs: readonly ('x64' | 'arm64')[] }[]}
 */
const TARGETS = [
  { name: 'deb', system: 'linux', archs: ['x64', 'arm64'] },
  { name: 'rpm', system: 'linux', archs: ['x64', 'arm64'] },
  { name: 'AppImage', system: 'linux', archs: ['x64', 'arm64'] },
  { name: 'tar.gz', system: 'linux', archs: ['x64', 'arm64'] },
  { name: 'nsis', system: 'win32', archs: ['x64', 'arm64'] },
  { name: 'dmg', system: 'darwin', archs: ['x64', 'arm64'] },
  { name: 'zip', system: 'darwin', archs: ['x64', 'arm64'] },
];

const SYSTEMS = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

/**
 * @param {NodeJS.Platform} system
 * @param {readonly ('x64' | 'arm64')[]} archs  those that there is a runtime for
 */
export function plan(system, archs) {
  const here = TARGETS.filter((target) => target.system === system);
  const elsewhere = TARGETS.filter((target) => target.system !== system);
  /** @type {string[]} */
  const notes = [];
  for (const target of here) {
    for (const arch of target.archs) {
      if (!archs.includes(arch)) notes.push(`${target.name} for ${arch}: there is no Electron for it here`);
    }
  }
  for (const { name, system: needed } of elsewhere) {
    const where = SYSTEMS[/** @type {keyof typeof SYSTEMS} */ (needed)];
    notes.push(`${name}: is made on ${where}, by the release workflow`);
  }
  return { targets: here.map(({ name }) => name), notes };
}
