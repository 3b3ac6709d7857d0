import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ClaudeHome } from './claude-home.ts';

const LOOK_EVERY_MS = 40;
const PATIENCE_MS = 45_000;
/** A dialog ignores keys in its first moments, against accidents; so an answer is given until it is taken. */
const PRESS_AGAIN_MS = 1_000;
const ENTRY = /^\s*(?:❯\s*)?(\d)\. (.*)/;
const ROWS = 50;
const COLUMNS = 140;
const execute = promisify(execFile);

/** Claude Code as a person sees it: a terminal of its own, with a keyboard and a screen. */
export interface ClaudeTerminal {
  /** Of the program in the terminal. */
  readonly pid: number;
  /** Presses keys by tmux's names, such as `Enter`, `Escape`, `Down`, `C-c`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Types this, and nothing else. */
  type(text: string): Promise<void>;
  /** Pastes a prompt, of several lines even, and sends it off. */
  prompt(text: string): Promise<void>;
  /**
   * Picks the entry with this beginning of the dialog that is open now or soon; resolves when that dialog has gone, with
   * when the key was pressed that did it (epoch milliseconds).
   */
  choose(label: string): Promise<number>;
  screen(): Promise<string>;
  /** The screen, as soon as it shows this; a prompt shows there too, what the model says stands after `● `. */
  untilScreen(shows: RegExp, withinMs?: number): Promise<string>;
  /** As soon as the screen no longer shows this. */
  untilGone(shows: RegExp, withinMs?: number): Promise<string>;
  stop(): Promise<void>;
}

/** @param args  for the program */
export async function startClaudeTerminal(
  home: ClaudeHome,
  args: readonly string[],
  workDir = home.workDir,
): Promise<ClaudeTerminal> {
  // Neither the caller's tmux nor its settings: a server of our own, in the foreground so that its pid is known.
  const configPath = join(home.homeDir, 'tmux.conf');
  const socketPath = join(home.homeDir, `tmux-${process.hrtime.bigint()}`);
  await writeFile(configPath, 'set -g remain-on-exit on\nset -g escape-time 0\nset -g status off\n');
  const server = spawn('tmux', ['-D', '-S', socketPath, '-f', configPath], { env: home.env, stdio: 'ignore' });
  const gone = once(server, 'exit');
  // `-N`: a client that is early must not start a server of its own, which nobody would end.
  const tmux = async (...words: readonly string[]) =>
    (await execute('tmux', ['-N', '-S', socketPath, ...words], { env: home.env })).stdout;
  const size = ['-x', String(COLUMNS), '-y', String(ROWS)];
  const session = ['new-session', '-d', '-P', '-F', '#{pane_pid}', ...size, '-c', workDir, home.program, ...args];
  const pid = Number(await untilServed(() => tmux(...session)));

  const screen = () => tmux('capture-pane', '-p');
  async function until(isSo: (text: string) => boolean, what: string, withinMs: number): Promise<string> {
    for (const deadlineMs = Date.now() + withinMs; ;) {
      const text = await screen();
      if (isSo(text)) return text;
      if (Date.now() > deadlineMs) throw new Error(`the terminal ${what} for ${withinMs} ms:\n${text}`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    pid,
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    type: async (text) => void (await tmux('send-keys', '-l', text)),
    async prompt(text) {
      await tmux('set-buffer', text);
      await tmux('paste-buffer', '-p', '-d');
      const [line = ''] = text.split('\n');
      // Enter in the same breath as a paste belongs to the paste.
      await until(
        (shown) => shown.includes(line.slice(0, 40)) || shown.includes('[Pasted text'),
        'took no paste',
        PATIENCE_MS,
      );
      await tmux('send-keys', 'Enter');
    },
    async choose(label) {
      // Drawn to its end: half a dialog would seem to have gone once the rest of it came.
      let drawn = '';
      const isDrawn = (text: string) => {
        const before = drawn;
        drawn = dialogIn(text);
        return drawn === before && entryNumber(text, label) !== null;
      };
      const open = await until(isDrawn, `did not offer ${label}`, PATIENCE_MS);
      const number = entryNumber(open, label) ?? '';
      for (const deadlineMs = Date.now() + PATIENCE_MS; Date.now() < deadlineMs;) {
        const pressedAtMs = Date.now();
        await tmux('send-keys', number);
        const isGone = (text: string) => dialogIn(text) !== dialogIn(open);
        if (await until(isGone, 'kept its dialog', PRESS_AGAIN_MS).catch(() => null)) return pressedAtMs;
      }
      throw new Error(`the terminal did not take ${label}:\n${await screen()}`);
    },
    screen,
    untilScreen: (shows, withinMs = PATIENCE_MS) =>
      until((text) => shows.test(text), `did not show ${String(shows)}`, withinMs),
    untilGone: (shows, withinMs = PATIENCE_MS) =>
      until((text) => !shows.test(text), `kept showing ${String(shows)}`, withinMs),
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      // Its own signal first: a hangup alone leaves some of its children behind.
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
      server.kill('SIGTERM');
      await gone;
    },
  };
}

/** The number before an entry of a dialog, such as `2` for `❯ 2. No`. */
function entryNumber(text: string, label: string): string | null {
  const line = text.split('\n').find((one) => ENTRY.exec(one)?.[2]?.startsWith(label));
  return ENTRY.exec(line ?? '')?.[1] ?? null;
}

/** What stands below the last whole rule of the screen, without the mark that moves over the entries. */
function dialogIn(text: string): string {
  return (text.split(/^─+$/m).at(-1) ?? '').replaceAll('❯', ' ');
}

async function untilServed<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadlineMs = Date.now() + PATIENCE_MS; ;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(LOOK_EVERY_MS);
    }
  }
}
