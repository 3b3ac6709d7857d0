import { thisComputer, type LocalSettings, type Settings } from '../../shared/model/settings.ts';
import type { Result } from '../../shared/result.ts';
import type { ApplyError, HookChange } from '../ports/claude-code.ts';

export interface ClaudeScriptParts {
  readonly change: HookChange;
  /** In force: the managed ones laid over the profile's. */
  readonly settings: Settings;
  /** Writes to Claude Code's settings, with the folder, program and port of this connection. @returns the file's path */
  readonly apply: (settings: LocalSettings, change: HookChange) => Promise<Result<string, ApplyError>>;
  readonly print: (line: string) => void;
}

/**
 * `--connect-claude` and `--disconnect-claude`: one change, one line, no window. The connection itself is added by the
 * Gatehouse that runs, or by the next one that starts, when it finds its hooks.
 *
 * @returns the exit code
 */
export async function runClaudeScript({ change, settings, apply, print }: ClaudeScriptParts): Promise<0 | 1> {
  const local = settings.connections.find((one) => one.kind === 'local') ?? thisComputer([]);
  const done = await apply(local, change);
  if (!done.ok) print(sentenceOf(done.error));
  else if (change === 'connect') print(`Connected: ${done.value} holds the hooks of Gatehouse.`);
  else print(`Disconnected: ${done.value} holds no hooks of Gatehouse.`);
  return done.ok ? 0 : 1;
}

function sentenceOf({ code, detail }: ApplyError): string {
  switch (code) {
    case 'unreadable':
      return `Left alone: Claude Code's settings cannot be read (${detail}).`;
    case 'changed':
      return `Left alone: another program keeps changing ${detail}.`;
    case 'not-written':
      return `Not written: ${detail}.`;
  }
}
