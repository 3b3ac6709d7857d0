import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime } from '../../build/runtime/electron-runtime.mjs';
import { startPrivateBus } from '../../build/runtime/private-bus.mjs';
import { startPrivateDisplay } from '../../build/runtime/private-display.mjs';
import { projectDir } from '../../build/bundle/project-paths.mjs';
import { launchDriven, type DrivenApp } from './driven-app.ts';
import { startNotificationDaemon, type NotificationDaemon } from './desktop/notification-daemon.ts';
import { startTrayHost, type TrayHost } from './desktop/tray-host.ts';

/** A desktop of our own: a screen, a session bus, notifications and a tray, and a profile that outlives one run of the app. */
export interface Desk {
  readonly notifications: NotificationDaemon;
  readonly tray: TrayHost;
  readonly profileDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly busAddress: string;
  /** Starts the built app on this desktop with the managed configuration in force. */
  start(options?: StartOptions): Promise<RunningApp>;
  /** As `start`, with a hand on its window and its main process. */
  startDriven(options?: StartOptions): Promise<DrivenApp>;
  /** Starts it once more beside the running one; resolves with how that second start ended. */
  startAgain(args: readonly string[]): Promise<number | null>;
  /** Runs it as a script does, to its end; a variable that is `undefined` is not there for it. */
  runScript(args: readonly string[], more?: Readonly<Record<string, string | undefined>>): Promise<ScriptRun>;
  /** Replaces the managed configuration for the next start. */
  configure(config: unknown): void;
  log(): readonly Readonly<Record<string, unknown>>[];
  stop(): Promise<void>;
}

export interface RunningApp {
  readonly pid: number;
  readonly output: () => string;
  /** Ends it as the system does and tells its exit code. */
  quit(): Promise<number | null>;
  kill(): Promise<void>;
}

interface ScriptRun {
  readonly code: number | null;
  /** What it wrote on its standard output. */
  readonly lines: readonly string[];
}

interface StartOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** False where no tray icon will come. */
  readonly awaitTray?: boolean;
}

export interface DeskOptions {
  readonly notifications?: Parameters<typeof startNotificationDaemon>[1];
  readonly withTray?: boolean;
}

export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const runtime = await electronRuntime();
  const [display, bus] = await Promise.all([startPrivateDisplay(), startPrivateBus()]);
  const notifications = await startNotificationDaemon(bus.address, options.notifications);
  const tray = await startTrayHost(bus.address);
  if (options.withTray === false) await tray.stop();
  const homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-desk-'));
  const profileDir = join(homeDir, 'profile');
  const configPath = join(homeDir, 'managed.json');
  writeFileSync(configPath, '{}', { mode: 0o600 });
  const running = new Set<ChildProcess>();
  const argumentsOf = (args: readonly string[]) => [
    ...runtime.flags,
    projectDir,
    `--user-data-dir=${profileDir}`,
    `--config=${configPath}`,
    ...args,
  ];

  const env: Record<string, string> = {
    ...inherited(),
    ...bus.env,
    ...display.env,
    HOME: homeDir,
    XDG_CONFIG_HOME: join(homeDir, '.config'),
    XDG_RUNTIME_DIR: homeDir,
  };
  delete env['WAYLAND_DISPLAY'];

  return {
    notifications,
    tray,
    profileDir,
    env,
    configure: (config) => writeFileSync(configPath, JSON.stringify(config), { mode: 0o600 }),
    busAddress: bus.address,
    async startDriven({ args = [], env: more = {}, awaitTray = options.withTray !== false } = {}) {
      const icon = awaitTray ? nextItem(tray) : null;
      icon?.catch(() => {});
      const app = await launchDriven(runtime.executablePath, argumentsOf(args), { ...env, ...more });
      running.add(app.child);
      app.child.once('exit', () => running.delete(app.child));
      await icon;
      return app;
    },
    async startAgain(args) {
      const child = spawn(runtime.executablePath, argumentsOf(args), { env, stdio: 'ignore' });
      running.add(child);
      await once(child, 'exit');
      running.delete(child);
      return child.exitCode;
    },
    async runScript(args, more = {}) {
      const child = spawn(runtime.executablePath, argumentsOf(args), {
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      running.add(child);
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      await once(child, 'close');
      running.delete(child);
      return { code: child.exitCode, lines: said.split('\n').slice(0, -1) };
    },
    async start({ args = [], env: more = {}, awaitTray = options.withTray !== false } = {}) {
      const child = spawn(runtime.executablePath, argumentsOf(args), {
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.add(child);
      child.once('exit', () => running.delete(child));
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const gone = once(child, 'exit');
      if (awaitTray) await Promise.race([nextItem(tray), gone.then(() => fail(`the app ended: ${output}`))]);
      return {
        pid: child.pid ?? 0,
        output: () => output,
        async quit() {
          child.kill('SIGTERM');
          await gone;
          return child.exitCode;
        },
        async kill() {
          child.kill('SIGKILL');
          await gone;
        },
      };
    },
    log() {
      const text = readFileSync(join(profileDir, 'logs', 'gatehouse.log'), 'utf8');
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    async stop() {
      for (const child of running) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await notifications.stop();
      if (options.withTray !== false) await tray.stop();
      await bus.stop();
      await display.stop();
      rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function nextItem(tray: TrayHost): Promise<string> {
  return tray.items.next(() => true, tray.items.all.length);
}

function fail(message: string): never {
  throw new Error(message);
}

/** Everything but what would lead the app to the caller's own desktop, account or proxy. */
function inherited(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && !/^(DBUS_|XDG_|CLAUDE|GATEHOUSE|ELECTRON_RUN|NODE_OPTIONS|https?_proxy$)/i.test(name),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}
