#!/usr/bin/env node
// Does for the builder what `fpm -s dir -t deb|rpm` does, with dpkg-deb and rpmbuild. For machines where fpm can be neither
// installed nor fetched; packages made with it are for tests.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SCRIPTS = /** @type {const} */ ({
  '--before-install': ['preinst', 'pre'],
  '--after-install': ['postinst', 'post'],
  '--before-remove': ['prerm', 'preun'],
  '--after-remove': ['postrm', 'postun'],
});

/** @type {Record<string, string>} what fpm makes of Debian's names */
const RPM_ARCHS = { amd64: 'x86_64', arm64: 'aarch64' };

const { options, depends, recommends, files } = readArguments(process.argv.slice(2));
const workDir = fs.mkdtempSync(path.join(os.tmpdir(), 'fpm-'));
try {
  const rootDir = layOut(path.join(workDir, 'root'));
  if (option('-t') === 'deb') writeDeb(rootDir);
  else writeRpm(rootDir);
} finally {
  fs.rmSync(workDir, { recursive: true, force: true });
}

/** @param {string[]} words */
function readArguments(words) {
  /** @type {Map<string, string>} */
  const named = new Map();
  /** @type {string[]} */
  const needs = [];
  /** @type {string[]} */
  const wishes = [];
  /** @type {{ from: string, to: string }[]} */
  const mappings = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--force' || word === '--debug') continue;
    if (!word.startsWith('-')) {
      const split = word.lastIndexOf('=');
      mappings.push({ from: word.slice(0, split), to: word.slice(split + 1) });
      continue;
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? (rest.shift() ?? '') : word.slice(equals + 1);
    if (name === '-d' || name === '--depends') needs.push(value);
    else if (name === '--deb-recommends') wishes.push(value);
    else named.set(name, value);
  }
  return { options: named, depends: needs, recommends: wishes, files: mappings };
}

/** @param {string} name */
function option(name) {
  return options.get(name) ?? '';
}

/** @param {string} rootDir */
function layOut(rootDir) {
  for (const { from, to } of files) {
    const target = path.join(rootDir, to);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.cpSync(from.replace(/\/$/, ''), target, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  }
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', rootDir]);
  return rootDir;
}

function description() {
  const [summary = option('--name'), ...lines] = option('--description')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { summary, lines };
}

/** @param {string} rootDir */
function writeDeb(rootDir) {
  const controlDir = path.join(rootDir, 'DEBIAN');
  const kibibytes = execFileSync('du', ['-sk', rootDir], { encoding: 'utf8' }).split(/\s/)[0] ?? '0';
  const { summary, lines } = description();
  const fields = [
    ['Package', option('--name')],
    ['Version', option('--version')],
    ['Architecture', option('--architecture')],
    ['Maintainer', option('--maintainer')],
    ['Installed-Size', kibibytes],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', option('--category')],
    ['Priority', option('--deb-priority')],
    ['Homepage', option('--url')],
    ['Description', [summary, ...lines.map((line) => ` ${line}`)].join('\n')],
  ];
  fs.mkdirSync(controlDir);
  const control = fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}\n`);
  fs.writeFileSync(path.join(controlDir, 'control'), control.join(''));
  for (const [name, [script]] of Object.entries(SCRIPTS)) {
    if (!options.has(name)) continue;
    fs.copyFileSync(option(name), path.join(controlDir, script));
    fs.chmodSync(path.join(controlDir, script), 0o755);
  }
  const compression = option('--deb-compression') === 'zst' ? 'zstd' : 'xz';
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '-z1', '--build', rootDir, option('--package')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Every file, and the folders that are said to be the package's own: the others would stay when the package goes.
 *
 * @param {string} rootDir
 */
function entriesBelow(rootDir) {
  const entries = fs.readdirSync(rootDir, { recursive: true, withFileTypes: true });
  const lines = entries.map((entry) => {
    const place = path.join('/', path.relative(rootDir, entry.parentPath), entry.name);
    if (!entry.isDirectory()) return `"${place}"`;
    const isOwn = options.has('--directories') && `${place}/`.startsWith(`${option('--directories')}/`);
    return isOwn ? `%dir "${place}"` : '';
  });
  return lines.filter((line) => line !== '').sort();
}

/** @param {string} rootDir */
function writeRpm(rootDir) {
  const { summary, lines } = description();
  const scripts = Object.entries(SCRIPTS).flatMap(([name, [, section]]) =>
    options.has(name) ? [`%${section}`, fs.readFileSync(option(name), 'utf8').replace(/^#!.*\n/, '')] : [],
  );
  const spec = [
    '%define _build_id_links none',
    '%define __strip /bin/true',
    '%define debug_package %{nil}',
    `%define _binary_payload w${option('--rpm-compression') === 'none' ? 0 : 1}.gzdio`,
    'AutoReqProv: no',
    `Name: ${option('--name')}`,
    `Version: ${option('--version').replaceAll('-', '~')}`,
    'Release: 1',
    `Summary: ${summary}`,
    `License: ${option('--license')}`,
    `URL: ${option('--url')}`,
    ...depends.map((need) => `Requires: ${need}`),
    '%description',
    ...lines,
    ...scripts,
    '%files',
    '%defattr(-,root,root)',
    ...entriesBelow(rootDir),
    '',
  ].join('\n');
  const specPath = path.join(workDir, 'package.spec');
  fs.writeFileSync(specPath, spec);
  const topDir = path.join(workDir, 'rpm');
  const arch = RPM_ARCHS[option('--architecture')] ?? option('--architecture');
  const given = ['--target', arch, '--define', `_topdir ${topDir}`, '--buildroot', rootDir];
  execFileSync('rpmbuild', ['-bb', '--quiet', ...given, specPath], { stdio: ['ignore', 'ignore', 'inherit'] });
  const built = fs.readdirSync(path.join(topDir, 'RPMS'), { recursive: true, encoding: 'utf8' });
  const made = built.find((name) => name.endsWith('.rpm'));
  if (made === undefined) throw new Error('rpmbuild made no package');
  fs.copyFileSync(path.join(topDir, 'RPMS', made), option('--package'));
}
