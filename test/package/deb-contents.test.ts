import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packagesOf } from '../support/packages.ts';
import { librariesNeededIn, newestSymbolVersionIn } from '../support/package/libraries.ts';
import { asRoot, tryAsRoot } from '../support/package/root.ts';

const { deb } = packagesOf('1.0.0');
const ICON_SIZES = ['16', '22', '24', '32', '48', '64', '128', '256', '512', '1024'];

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-deb-'));
  asRoot('dpkg-deb', '--raw-extract', deb, dir);
  if (process.getuid?.() !== 0) asRoot('chmod', '-R', 'a+rX', dir);
});
afterAll(() => {
  asRoot('rm', '-rf', dir);
});

const at = (...parts: readonly string[]) => join(dir, ...parts);
const field = (name: string) => asRoot('dpkg-deb', '--field', deb, name).trim();

test('every file belongs to root, nobody else may write to any, and none gives its rights away', () => {
  const listed = asRoot('dpkg-deb', '--contents', deb).trim().split('\n');
  expect(listed.length).toBeGreaterThan(30);
  const odd = listed.filter((line) => !/^[-d]rw[-x]r-[-x]r-[-x] root\/root /.test(line));
  expect(odd).toEqual([]);
});

test('the menu entry is valid, and takes links of the scheme behind a mark that ends the switches', () => {
  const path = at('usr/share/applications/gatehouse.desktop');
  expect(tryAsRoot('desktop-file-validate', path)).toEqual({ code: 0, stdout: '', stderr: '' });
  const lines = readFileSync(path, 'utf8').split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'Name=Gatehouse',
      'Exec=/opt/Gatehouse/gatehouse -- %U',
      'Icon=gatehouse',
      'MimeType=x-scheme-handler/gatehouse;',
      'Categories=Development;',
      'StartupWMClass=gatehouse',
      'Terminal=false',
    ]),
  );
});

test('the icon is there in every size', () => {
  const sizes = readdirSync(at('usr/share/icons/hicolor'));
  expect(sizes.sort()).toEqual(ICON_SIZES.map((size) => `${size}x${size}`).sort());
  for (const size of ICON_SIZES) {
    const png = readFileSync(at(`usr/share/icons/hicolor/${size}x${size}/apps/gatehouse.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(size), Number(size)]);
  }
});

test('licences lie where Debian looks for them, and beside the program', () => {
  const copyright = readFileSync(at('usr/share/doc/gatehouse/copyright'), 'utf8');
  expect(copyright).toMatch(/^Format: https:\/\/www\.debian\.org\//);
  const named = [...copyright.matchAll(/: (\/opt\/\S+)$/gm)].map(([, path = '']) => path);
  expect(named).toHaveLength(4);
  for (const path of [...named, '/opt/Gatehouse/LICENSE.gatehouse.txt'])
    expect(statSync(at(path)).size).toBeGreaterThan(1_000);
});

test('the control file says who, what and for which machine', () => {
  expect(field('Package')).toBe('gatehouse');
  expect(field('Version')).toBe('1.0.0');
  expect(field('Architecture')).toBe('amd64');
  expect(field('Section')).toBe('utils');
  expect(field('Maintainer')).toMatch(/^.+ <.+@.+>$/);
  const [summary = '', ...more] = field('Description').split('\n');
  expect(summary.length).toBeLessThan(80);
  expect(more.length).toBeGreaterThan(0);
  expect(Number(field('Installed-Size'))).toBeGreaterThan(100_000);
});

test('every library that the program loads is in a package that it depends on by name', () => {
  const depends = field('Depends')
    .split(', ')
    .flatMap((one) => one.split(' | '))
    .map((one) => one.replace(/ \(.*/, ''));
  const needed = librariesNeededIn(at('opt/Gatehouse'));
  const owners = ownersOf(needed);
  const missing = needed.filter((library) => {
    const packages = owners.get(library) ?? [];
    return packages.length > 0 && !packages.some((owner) => depends.includes(owner));
  });
  expect(owners.size).toBeGreaterThan(20);
  expect(missing).toEqual([]);
  // The oldest C library that has all the symbols: what the dependency says, or older.
  const oldest = /libc6 \(>= 2\.(\d+)\)/.exec(field('Depends'))?.[1];
  expect(newestSymbolVersionIn(at('opt/Gatehouse'))).toBeLessThanOrEqual(Number(oldest));
});

test('the scripts are sound shell without percent signs, which rpm would read as its own', () => {
  for (const name of ['postinst', 'prerm', 'postrm']) {
    const path = at('DEBIAN', name);
    expect(tryAsRoot('sh', '-n', path)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(path, 'utf8')).not.toContain('%');
  }
});

test('nothing is left in the scratch folder of the build, and no map, test or source of ours is in the package', () => {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => /\.(map|ts|tsx)$|(^|\/)(test|tests)\//.test(name))).toEqual([]);
  expect(names.filter((name) => /default_app|(^|\/)resources\/app(\/|$)/.test(name))).toEqual([]);
  rmSync(at('DEBIAN'), { recursive: true });
});

/** Debian packages that hold a library of each name. `dpkg -S` looks through all files of the system for each one. */
function ownersOf(libraries: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const names = libraries.map((library) => library.replaceAll(/[.+]/g, String.raw`\$&`)).join('|');
  const { stdout } = tryAsRoot('sh', '-c', `grep -E '/(${names})$' /var/lib/dpkg/info/*.list`);
  const owners = new Map<string, readonly string[]>();
  for (const [, owner = '', library = ''] of stdout.matchAll(
    /\/([a-z0-9.+-]+)(?::[a-z0-9]+)?\.list:\S*\/([^/\s]+)$/gm,
  )) {
    owners.set(library, [...(owners.get(library) ?? []), owner]);
  }
  return owners;
}
