import { packagesOf, testUpdateKeys } from '../packages.ts';
import { startUpdateMirror, type UpdateMirror } from '../update-mirror.ts';
import { PROFILE, startGuestDesk, type GuestApp, type GuestDesk } from './guest-desk.ts';
import { asRoot } from './root.ts';

/** A desktop whose Gatehouse looks for new versions at a mirror on loopback. */
export interface UpdateDesk extends GuestDesk {
  readonly mirror: UpdateMirror;
  /** What the person has set: where new versions are. */
  readonly settings: object;
  /** Starts the app, which looks at once, and waits for what it says. @returns the app, still running */
  startAndHear(command: readonly string[], line: RegExp, env?: Readonly<Record<string, string>>): Promise<GuestApp>;
  /** Presses the tray's entry for it, which comes a moment after the app has said that it is ready. */
  pressInstall(): Promise<void>;
  /** Waits for a line of the app's log that matches, in whatever run it was written. */
  logged(line: RegExp): Promise<void>;
}

const PATIENCE_MS = 60_000;
const INSTALL = 'Install version 1.1.0 and restart';
const FLAGS = ['--hidden', '--print-events', '--check-updates'];

export async function startUpdateDesk(): Promise<UpdateDesk> {
  const { dir } = packagesOf('1.1.0');
  const mirror = await startUpdateMirror({ dir, version: '1.1.0', privateKeyPem: testUpdateKeys().privateKeyPem });
  const desk = await startGuestDesk();
  const settings = { version: 1, guideDone: true, updates: { automatic: true, url: mirror.url } };
  desk.guest.write(`${PROFILE}/settings.json`, JSON.stringify(settings));
  const log = () => asRoot('sh', '-c', `cat ${desk.guest.homeDir}/${PROFILE}/logs/* 2>/dev/null || true`);
  return {
    ...desk,
    mirror,
    settings,
    async startAndHear(command, line, env) {
      const app = await desk.start([...command, ...FLAGS], env);
      await seen(line, app.output);
      return app;
    },
    async pressInstall() {
      await desk.tray.menuThat((menu) => menu.some(({ label, isEnabled }) => label === INSTALL && isEnabled));
      await desk.tray.click(INSTALL);
    },
    logged: (line) => seen(line, log),
    async stop() {
      await desk.stop();
      await mirror.stop();
    },
  };
}

/** A hash over the bytes of a file that only its owner may read. */
export function hashOf(path: string): string {
  return asRoot('sha512sum', path).split(' ')[0] ?? '';
}

async function seen(line: RegExp, text: () => string): Promise<void> {
  for (const deadlineMs = Date.now() + PATIENCE_MS; !line.test(text());) {
    if (Date.now() > deadlineMs) throw new Error(`nothing like ${String(line)} in:\n${text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
