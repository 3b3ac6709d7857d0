import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { programsAbove, startVariable } from '../../../main/backends/local/terminal/process-tree.ts';
import { revealSession } from '../../../main/backends/local/terminal/reveal.ts';
import { showTmuxPane } from '../../../main/backends/local/terminal/tmux.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const execute = promisify(execFile);

/** A desktop whose file manager always opens, and notes what. */
function desktop() {
  const opened: string[] = [];
  const openFolder = (path: string) => {
    opened.push(path);
    return Promise.resolve(true);
  };
  return { opened, platform: process.platform, openFolder };
}

describe('a session that is to be found', () => {
  test('in the background, ended, or without a window that can be raised, has its folder shown', async () => {
    const cwd = await tempDir();
    const { opened, ...where } = desktop();
    expect(await revealSession({ cwd }, where)).toEqual({ ok: true, value: null });
    expect(await revealSession({ cwd, kind: 'background', pid: process.pid }, where)).toEqual({
      ok: true,
      value: null,
    });
    expect(await revealSession({ cwd, kind: 'interactive', pid: 4_194_305 }, where)).toEqual({ ok: true, value: null });
    expect(opened).toEqual([cwd, cwd, cwd]);
  });

  test('in a folder that is gone says so', async () => {
    const cwd = join(await tempDir(), 'gone');
    const { opened, ...where } = desktop();
    expect(await revealSession({ cwd }, where)).toEqual({
      ok: false,
      error: { code: 'not-supported', detail: 'no-such-folder' },
    });
    expect(await revealSession({ cwd: 'relative' }, where)).toMatchObject({ ok: false });
    expect(opened).toEqual([]);
  });

  test('where no folder can be shown says so', async () => {
    const cwd = await tempDir();
    const where = { ...desktop(), openFolder: () => Promise.resolve(false) };
    expect(await revealSession({ cwd }, where)).toEqual({
      ok: false,
      error: { code: 'not-supported', detail: 'folder-not-shown' },
    });
  });
});

test('the programs above a process are named up to the first', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], {
    stdio: 'ignore',
    env: { ...process.env, MARK: 'here it is' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const above = await programsAbove(pid, process.platform);
  const asUnix = await programsAbove(pid, 'darwin');
  expect(above[0]?.pid).toBe(process.pid);
  expect(asUnix.map((program) => program.pid)).toEqual(above.map((program) => program.pid));
  expect(await startVariable(pid, 'MARK', process.platform)).toBe('here it is');
  expect(await startVariable(pid, 'MAR', process.platform)).toBeNull();
});

/** A tmux server of our own with two windows, the first of two panes. Nobody is attached. */
async function tmuxServer() {
  const dir = await tempDir();
  const socket = join(dir, 'tmux');
  const config = join(dir, 'tmux.conf');
  await writeFile(config, 'set -g escape-time 0\n');
  const server = spawn('tmux', ['-D', '-S', socket, '-f', config], { stdio: 'ignore' });
  onTestFinished(() => void server.kill('SIGKILL'));
  const tmux = async (...args: readonly string[]) => (await execute('tmux', ['-S', socket, ...args])).stdout.trim();
  while ((await tmux('start-server').catch(() => null)) === null) await sleep(20);
  const hold = 'exec sleep 1000';
  const made = await tmux('new-session', '-d', '-P', '-F', '#{pane_pid} #{session_name}:#{window_id}.#{pane_id}', hold);
  const [pid = '', place = ''] = made.split(' ');
  await tmux('split-window', hold);
  await tmux('new-window', hold);
  return {
    socket,
    tmux,
    pid: Number(pid),
    place,
    shown: () => tmux('display-message', '-p', '#{window_id}.#{pane_id}'),
  };
}

/** A person in front of it: a client on a terminal device of its own. */
async function attach(server: Awaited<ReturnType<typeof tmuxServer>>, session = '') {
  const command = `tmux -S ${server.socket} attach ${session === '' ? '' : `-t ${session}`}`;
  const client = spawn('script', ['-qc', command, '/dev/null'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, TERM: 'xterm' },
  });
  onTestFinished(() => void client.kill('SIGKILL'));
  while ((await server.tmux('list-clients')) === '') await sleep(20);
}

describe.skipIf(process.platform === 'win32')('a session inside tmux', () => {
  test('has its window and its pane selected on the server it really runs in', async () => {
    const server = await tmuxServer();
    const wanted = server.place.split(':')[1];
    expect(await server.shown()).not.toBe(wanted);
    expect(await showTmuxPane(server.place, server.pid, process.platform)).toBeNull(); // nobody is attached
    expect(await server.shown()).toBe(wanted);
  });

  test('names the client that shows it, whose terminal is to be raised', async () => {
    const server = await tmuxServer();
    await attach(server);
    const shown = await showTmuxPane(server.place, server.pid, process.platform);
    expect(`${shown?.clientPid} ${shown?.clientTty}`).toBe(
      await server.tmux('list-clients', '-F', '#{client_pid} #{client_tty}'),
    );
  });

  test('is shown by the client that there is, if that shows another session', async () => {
    const server = await tmuxServer();
    await server.tmux('new-session', '-d', '-s', 'other', 'exec sleep 1000');
    await attach(server, 'other');
    await showTmuxPane(server.place, server.pid, process.platform);
    const seen = await server.tmux('list-clients', '-F', '#{session_name}:#{window_id}.#{pane_id}');
    expect(seen).toBe(server.place);
  });

  test('whose place makes no sense changes nothing, and its folder is shown', async () => {
    const server = await tmuxServer();
    const before = await server.shown();
    const cwd = await tempDir();
    const { opened, ...where } = desktop();
    const places = ['', 't:@0', 't:@0.%0; kill-server', '@999.%999', 't:@999.%999', '-t:@0.%$(id)'];
    for (const tmux of places) await revealSession({ cwd, kind: 'interactive', pid: server.pid, tmux }, where);
    expect(await server.shown()).toBe(before);
    expect(opened).toEqual(places.map(() => cwd));
  });
});
