import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { inProject } from '../../build/bundle/project-paths.mjs';
import { electronRuntime } from '../../build/runtime/electron-runtime.mjs';
import { startProcess } from '../support/desktop/started-process.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
/** What the built app requires at run time besides its bundle. */
const RUN_TIME_PACKAGES = [
  'node-notifier',
  'which',
  'is-wsl',
  'is-docker',
  'growly',
  'semver',
  'shellwords',
  'uuid',
  'isexe',
];

/** A copy of runtime and app where any user may read it: a home or a checkout may be closed to others. */
function stage(runtimeDir: string): { readonly dir: string; readonly homeDir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-sandbox-'));
  chmodSync(dir, 0o755);
  const homeDir = join(dir, 'home');
  mkdirSync(homeDir, { mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(homeDir, NOBODY.uid, NOBODY.gid);
  mkdirSync(join(dir, 'app', 'node_modules'), { recursive: true });
  const copy = (from: string, to: string) => execFileSync('cp', ['-a', '--reflink=auto', from, join(dir, to)]);
  copy(runtimeDir, 'runtime');
  copy(inProject('out'), 'app/out');
  copy(inProject('package.json'), 'app/package.json');
  for (const name of RUN_TIME_PACKAGES) copy(inProject('node_modules', name), `app/node_modules/${name}`);
  return { dir, homeDir };
}

test('for an ordinary user the page runs in the real sandbox, asks appear, and the app ends cleanly', async () => {
  const { executablePath } = await electronRuntime();
  const { dir, homeDir } = stage(dirname(executablePath));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  const screen = startProcess('Xvfb', ['-displayfd', '3', '-ac', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    readFd: 3,
  });
  onTestFinished(() => screen.stop());
  const display = `:${(await screen.firstLine).trim()}`;

  const args = [join(dir, 'app'), `--user-data-dir=${join(homeDir, 'profile')}`, '--practice', '--print-events'];
  const app = spawn(join(dir, 'runtime', 'electron'), args, {
    // No session bus: notifications and tray have tests of their own, and without them the window opens by itself.
    env: {
      PATH: process.env['PATH'],
      HOME: homeDir,
      XDG_RUNTIME_DIR: homeDir,
      DISPLAY: display,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
    ...(process.getuid?.() === 0 && NOBODY),
  });
  onTestFinished(() => void app.kill('SIGKILL'));
  for await (const line of createInterface(app.stdout)) if (line.startsWith('asked')) break;

  const renderers = processesBelow(join(dir, 'runtime')).filter(({ kind }) => kind === 'renderer');
  expect(renderers.map(({ seccomp }) => seccomp)).toEqual(['2']);
  app.kill('SIGTERM');
  expect(await once(app, 'exit')).toEqual([0, null]);
}, 60_000);

function processesBelow(programDir: string): { readonly kind: string; readonly seccomp: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!commandLine.startsWith(programDir)) return [];
      const [, kind = 'main'] = /--type=([a-z-]+)/.exec(commandLine) ?? [];
      const [, seccomp = ''] = /^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return [{ kind, seccomp }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}
