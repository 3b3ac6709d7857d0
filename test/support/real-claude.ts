import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createClaudeHome, type ClaudeHome } from './claude-home.ts';
import { startClaude, type ClaudeProcess } from './claude-process.ts';
import { startClaudeStdio, type ClaudeStdio } from './claude-stdio.ts';
import { startClaudeTerminal, type ClaudeTerminal } from './claude-terminal.ts';
import { MessagesApi } from './messages-api.ts';

interface RunOptions {
  /** Given by `--settings`, on top of the person's own. */
  readonly settings?: unknown;
  readonly args?: readonly string[];
  readonly workDir?: string;
}

/** The real Claude Code with a scripted model; every run of it ends with the test. */
export interface RealClaude {
  readonly api: MessagesApi;
  readonly home: ClaudeHome;
  /** `claude -p`: the prompt is a script for the model, see messages-api-script.ts. */
  runPrint(prompt: string, options?: RunOptions): Promise<ClaudeProcess>;
  /** The interactive program, ready for a prompt; asks are put to the person unless `args` choose another mode. */
  startTerminal(options?: RunOptions): Promise<ClaudeTerminal>;
  /** As a host program runs it: JSON lines both ways. */
  startStdio(options?: Omit<RunOptions, 'workDir'>): Promise<ClaudeStdio>;
}

export async function realClaude(): Promise<RealClaude> {
  const api = await MessagesApi.start();
  const home = await createClaudeHome(api.baseUrl);
  const running: { stop(): Promise<void> }[] = [];
  onTestFinished(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await api.stop();
    await home.remove();
  });
  let settingsFiles = 0;

  async function flagsOf({ settings, args = [] }: RunOptions): Promise<string[]> {
    if (settings === undefined) return [...args];
    settingsFiles += 1;
    const path = join(home.homeDir, `settings-${settingsFiles}.json`);
    await writeFile(path, JSON.stringify(settings), { mode: 0o600 });
    return [...args, '--settings', path];
  }
  function kept<T extends { stop(): Promise<void> }>(run: T): T {
    running.push(run);
    return run;
  }

  return {
    api,
    home,
    async runPrint(prompt, options = {}) {
      const claude = kept(startClaude(home, ['-p', prompt, ...(await flagsOf(options))], options.workDir));
      claude.child.stdin.end(); // else it waits for more of the prompt
      return claude;
    },
    async startTerminal(options = {}) {
      const flags = await flagsOf(options);
      const mode = flags.includes('--permission-mode') ? [] : ['--permission-mode', 'manual'];
      const terminal = kept(await startClaudeTerminal(home, [...mode, ...flags], options.workDir));
      await terminal.untilScreen(/^\s*❯/m);
      return terminal;
    },
    startStdio: async (options = {}) => kept(startClaudeStdio(home, await flagsOf(options))),
  };
}
