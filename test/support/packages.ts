import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../../build/bundle/file-lock.mjs';
import { inProject } from '../../build/bundle/project-paths.mjs';
import { sourceStamp } from '../../build/bundle/source-stamp.mjs';

/** Two versions of the real packages: the one that people have, and the one that follows. */
export type MadeVersion = '1.0.0' | '1.1.0';

export interface MadePackages {
  readonly dir: string;
  readonly deb: string;
  readonly rpm: string;
  readonly appImage: string;
  readonly tarGz: string;
  /** What was packed, as a folder. */
  readonly unpackedDir: string;
  readonly sourceMapsDir: string;
}

const KEPT_DIR = inProject('out/package/tests');

/** What the test packages believe in. The address leads nowhere: a test says another one in the settings. */
export const TEST_CHANNEL_URL = 'http://127.0.0.1:9/gatehouse';

/** The key pair that stands in for the publisher's: PEM and, as it is in the packages, base64 of the public one's SPKI. */
export function testUpdateKeys(): { readonly privateKeyPem: string; readonly publicKey: string } {
  const path = join(KEPT_DIR, 'update-keys.json');
  if (!existsSync(path)) {
    const pair = generateKeyPairSync('ed25519');
    const keys = {
      privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    };
    mkdirSync(KEPT_DIR, { recursive: true });
    writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(path, 'utf8')) as { privateKeyPem: string; publicKey: string };
}

/** Where the packages of a version lie. They are there: the ring's global set-up has made them. */
export function packagesOf(version: MadeVersion): MadePackages {
  const dir = join(KEPT_DIR, version);
  const file = (name: string) => join(dir, name);
  return {
    dir,
    deb: file(`gatehouse-${version}-amd64.deb`),
    rpm: file(`gatehouse-${version}-x86_64.rpm`),
    appImage: file(`gatehouse-${version}-x86_64.AppImage`),
    tarGz: file(`gatehouse-${version}-x64.tar.gz`),
    unpackedDir: file('linux-unpacked'),
    sourceMapsDir: file('source-maps'),
  };
}

/**
 * Makes both versions with `npm run package`'s own script, unless nothing has changed since the last time. Whoever works on
 * the tests and not on the app says GATEHOUSE_TEST_PACKAGES=as-they-are.
 */
export async function makeTestPackages(): Promise<void> {
  if (process.env['GATEHOUSE_TEST_PACKAGES'] === 'as-they-are' && existsSync(packagesOf('1.1.0').deb)) return;
  mkdirSync(KEPT_DIR, { recursive: true });
  await withFileLock(join(KEPT_DIR, '.lock'), async () => {
    const stamp = packageStamp();
    const stampPath = join(KEPT_DIR, 'stamp');
    if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return;
    rmSync(stampPath, { force: true });
    await Promise.all([make('1.0.0', ['deb', 'rpm', 'AppImage', 'tar.gz']), make('1.1.0', ['deb', 'rpm', 'AppImage'])]);
    writeFileSync(stampPath, stamp);
  });
}

async function make(version: MadeVersion, only: readonly string[]): Promise<void> {
  const args = ['--fast', `--version=${version}`, `--only=${only.join(',')}`, `--into=${join(KEPT_DIR, version)}`];
  const env = {
    ...process.env,
    UPDATE_URL: TEST_CHANNEL_URL,
    UPDATE_PUBLIC_KEYS: testUpdateKeys().publicKey,
    // The same archive whatever language the machine speaks.
    LC_ALL: 'C',
  };
  const child = spawn(process.execPath, [inProject('build/scripts/package.mjs'), ...args], {
    cwd: inProject(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`npm run package ended with ${String(code)}:\n${said}`);
}

/** A hash over everything that the packages are made from. */
function packageStamp(): string {
  const hash = createHash('sha256').update(sourceStamp()).update(testUpdateKeys().publicKey);
  const made = ['build/package', 'build/runtime/stand-in-electron.mjs', 'build/scripts/package.mjs'];
  for (const place of [...made, 'package.json', 'LICENSE']) {
    for (const path of filesUnder(inProject(place))) hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function filesUnder(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { recursive: true, withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).sort();
  } catch {
    return [path]; // a file, not a folder
  }
}
