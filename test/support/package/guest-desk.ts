import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { startPrivateDisplay } from '../../../build/runtime/private-display.mjs';
import { startNotificationDaemon, type NotificationDaemon } from '../desktop/notification-daemon.ts';
import { startTrayHost, type TrayHost } from '../desktop/tray-host.ts';
import { addGuest, type Guest } from './guest.ts';
import { asRoot, tryAsRoot } from './root.ts';

/** The profile of the packaged app below the home. */
export const PROFILE = '.config/Gatehouse';

/** The desktop of an ordinary user: a screen, a session bus, notifications and a tray. */
export interface GuestDesk {
  readonly guest: Guest;
  readonly notifications: NotificationDaemon;
  readonly tray: TrayHost;
  readonly env: Readonly<Record<string, string>>;
  /** Starts a program on this desktop and waits for its tray icon. */
  start(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<GuestApp>;
  /** Starts a program that ends by itself. */
  run(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<EndedProgram>;
  /** What a failed test left running: every later start would end at once, as a second start does. */
  endAll(): void;
  stop(): Promise<void>;
}

export interface GuestApp {
  readonly pid: number;
  readonly output: () => string;
  readonly hasEnded: () => boolean;
  quit(): Promise<number | null>;
  kill(): Promise<void>;
}

interface EndedProgram {
  readonly code: number | null;
  readonly output: string;
}

export async function startGuestDesk(): Promise<GuestDesk> {
  const guest = addGuest();
  const runtimeDir = join(guest.homeDir, '.run');
  asRoot('install', '-d', '-o', guest.name, '-g', guest.name, '-m', '0700', runtimeDir);
  const [display, bus] = await Promise.all([startPrivateDisplay(), startPrivateBus(join(runtimeDir, 'bus'))]);
  const notifications = await startNotificationDaemon(bus.address);
  const tray = await startTrayHost(bus.address);
  const env = {
    ...bus.env,
    DISPLAY: display.env.DISPLAY,
    XAUTHORITY: guest.bring(display.env.XAUTHORITY, '.Xauthority'),
    XDG_RUNTIME_DIR: runtimeDir,
    XDG_SESSION_TYPE: 'x11',
  };
  const running = new Set<ChildProcess>();

  function launch(command: readonly string[], more: Readonly<Record<string, string>>) {
    const child = guest.start(command, { ...env, ...more });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const gone = once(child, 'close').then(() => running.delete(child));
    return { child, gone, output: () => output };
  }

  return {
    guest,
    notifications,
    tray,
    env,
    async start(command, more = {}) {
      const icon = tray.items.next(() => true, tray.items.all.length);
      const { child, gone, output } = launch(command, more);
      await Promise.race([icon, gone.then(() => Promise.reject(new Error(`the app ended: ${output()}`)))]);
      const end = async (signal: NodeJS.Signals) => {
        child.kill(signal);
        await gone;
        return child.exitCode;
      };
      return {
        pid: child.pid ?? 0,
        output,
        hasEnded: () => child.exitCode !== null || child.signalCode !== null,
        quit: () => end('SIGTERM'),
        async kill() {
          await end('SIGKILL');
        },
      };
    },
    async run(command, more = {}) {
      const { child, gone, output } = launch(command, more);
      await gone;
      return { code: child.exitCode, output: output() };
    },
    endAll: () => void tryAsRoot('pkill', '-KILL', '-u', guest.name, '-x', 'gatehouse'),
    async stop() {
      for (const child of running) child.kill('SIGKILL');
      await notifications.stop();
      await tray.stop();
      await bus.stop();
      await display.stop();
      guest.remove();
    },
  };
}
