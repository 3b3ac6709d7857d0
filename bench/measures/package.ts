/** The packages of `npm run package`: their sizes, and the deb as an ordinary user has it. Installs it, and takes it away again. */
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withFileLock } from '../../build/bundle/file-lock.mjs';
import { inProject } from '../../build/bundle/project-paths.mjs';
import { PROFILE, startGuestDesk, type GuestDesk } from '../../test/support/package/guest-desk.ts';
import { purgeDeb } from '../../test/support/package/installed.ts';
import { asRoot } from '../../test/support/package/root.ts';
import { deliver, plainFigure, type Figure } from '../kit/figure.ts';
import { pssMiB } from '../kit/process-tree.ts';

const STARTS = 7;
const INSTALLS = 3;
const MB = 1e6;
const dir = madeIn(['release', 'for-tests']);
const packages = readdirSync(dir).filter((name) => /\.(deb|rpm|AppImage|tar\.gz)$/.test(name));
const deb = packages.find((name) => name.endsWith('.deb'));
if (deb === undefined) throw new Error(`there is no deb in ${dir}`);
const debPath = join(dir, deb);

const figures: Figure[] = [
  ...packages.map((name) => sizeOf(name.replace(/^gatehouse-[\d.]+-/, ''), join(dir, name))),
  sizeOf('what is unpacked: app.asar', join(dir, 'linux-unpacked/resources/app.asar')),
];
await withFileLock(join(tmpdir(), 'gatehouse-package-tests.lock'), async () => {
  const installs: number[] = [];
  for (let round = 0; round < INSTALLS; round++) {
    await purgeDeb();
    installs.push(timed(() => asRoot('dpkg', '--install', debPath)));
  }
  const desk = await startGuestDesk();
  try {
    figures.push(plainFigure({ group: 'installed', name: 'dpkg --install', unit: 'ms' }, installs));
    figures.push(...(await figuresOf(desk)));
  } finally {
    await desk.stop();
    await purgeDeb();
  }
});
deliver(figures);

async function figuresOf(desk: GuestDesk): Promise<Figure[]> {
  desk.guest.write(`${PROFILE}/settings.json`, '{"version":1,"guideDone":true}');
  const starts: number[] = [];
  for (let round = -1; round < STARTS; round++) {
    const startedMs = performance.now();
    const app = await desk.start(['gatehouse', '--hidden']);
    if (round >= 0) starts.push(performance.now() - startedMs);
    await app.quit();
  }
  const hidden = await pssAfter(desk, ['--hidden']);
  const windowed = await pssAfter(desk, []);
  const memory = 'installed, memory of all processes';
  return [
    plainFigure({ group: 'installed', name: 'spawn -> icon in the tray', unit: 'ms' }, starts),
    { group: memory, name: 'no window, PSS', value: hidden, unit: 'MiB' },
    { group: memory, name: 'window open, PSS', value: windowed, unit: 'MiB' },
  ];
}

async function pssAfter(desk: GuestDesk, args: readonly string[]): Promise<number> {
  const app = await desk.start(['gatehouse', ...args]);
  await wait(6_000);
  const pss = pssMiB(app.pid);
  await app.quit();
  return pss;
}

function sizeOf(name: string, path: string): Figure {
  return { group: 'sizes', name, value: statSync(path).size / MB, unit: 'MB' };
}

function timed(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

function madeIn(names: readonly string[]): string {
  for (const name of names) {
    const path = inProject('out/package', name);
    try {
      if (readdirSync(path).some((each) => each.endsWith('.deb'))) return path;
    } catch {
      // Not made: on to the next.
    }
  }
  throw new Error('there are no packages: `npm run package` makes them');
}
