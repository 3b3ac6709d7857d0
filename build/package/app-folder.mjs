import fs from 'node:fs';
import path from 'node:path';
import { inProject } from '../bundle/project-paths.mjs';

/**
 * Where new versions are found, and whose signature they must carry.
 *
 * @typedef {{ url: string, publicKeys: string[] }} UpdateChannel
 */

/** The bundle leaves this one out: it starts programs that lie beside its sources. */
const UNBUNDLED = 'node-notifier';
const BUILT = ['main', 'preload', 'renderer', 'icons', 'tray'];

/**
 * Lays out what runs, and nothing else: the built app without its source maps, and the one package that is not bundled.
 *
 * @param {string} appDir   made anew
 * @param {object} order
 * @param {string} order.mapsDir  made anew: the source maps, to make sense of a stack trace later
 * @param {string | null} order.version  instead of the one in package.json
 * @param {UpdateChannel | null} order.updates
 * @returns {{ packages: string[], version: string }} names of the packages that were copied
 */
export function writeAppFolder(appDir, { mapsDir, version, updates }) {
  for (const dir of [appDir, mapsDir]) {
    fs.rmSync(dir, { recursive: true, force: true });
    fs.mkdirSync(dir, { recursive: true });
  }
  for (const part of BUILT) {
    fs.cpSync(inProject('out', part), path.join(appDir, 'out', part), {
      recursive: true,
      filter: (source) => !isMap(source),
    });
  }
  for (const part of ['main', 'preload', 'renderer']) {
    fs.cpSync(inProject('out', part), path.join(mapsDir, part), {
      recursive: true,
      filter: (source) => isMap(source) || fs.statSync(source).isDirectory(),
    });
  }
  for (const filePath of bundlesIn(path.join(appDir, 'out'))) dropMapComment(filePath);
  const packages = closureOf(UNBUNDLED);
  for (const name of packages) {
    fs.cpSync(inProject('node_modules', name), path.join(appDir, 'node_modules', name), {
      recursive: true,
      filter: isNeeded,
    });
  }
  const manifest = readManifest(inProject('package.json'));
  const { name, productName, description, license, author, homepage } = manifest;
  const packed = {
    name,
    productName,
    version: version ?? manifest.version,
    description,
    license,
    author,
    homepage,
    main: manifest.main,
    desktopName: 'gatehouse.desktop',
    dependencies: { [UNBUNDLED]: manifest.dependencies[UNBUNDLED] },
    ...(updates !== null && { updates }),
  };
  fs.writeFileSync(path.join(appDir, 'package.json'), `${JSON.stringify(packed, null, 2)}\n`);
  return { packages, version: packed.version };
}

/** @param {string} filePath */
function isMap(filePath) {
  return filePath.endsWith('.map');
}

/**
 * The package and all that it needs, as they are installed.
 *
 * @param {string} name
 * @returns {string[]}
 */
function closureOf(name) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ each) => {
    if (found.has(each)) return;
    found.add(each);
    const { dependencies = {} } = readManifest(inProject('node_modules', each, 'package.json'));
    for (const needed of Object.keys(dependencies)) visit(needed);
  };
  visit(name);
  return [...found].sort();
}

/** @param {string} source */
function isNeeded(source) {
  return !/\.(md|map|d\.ts|flow)$|\/(test|tests|example|examples|\.github)$/.test(source.replaceAll(path.sep, '/'));
}

/** @param {string} dir @returns {string[]} */
function bundlesIn(dir) {
  return fs
    .readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(cjs|js|css)$/.test(name))
    .map((name) => path.join(dir, name));
}

/**
 * A map that is not there would only be looked for.
 *
 * @param {string} filePath
 */
function dropMapComment(filePath) {
  const text = fs.readFileSync(filePath, 'utf8');
  fs.writeFileSync(filePath, text.replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'));
}

/** @param {string} manifestPath */
export function readManifest(manifestPath) {
  return JSON.parse(fs.readFileSync(manifestPath, 'utf8'));
}
