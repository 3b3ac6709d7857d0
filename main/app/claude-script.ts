import { localConnectionSchema, type LocalSettings, type Settings } from '../../shared/model/settings.ts';
import type { Result } from '../../shared/result.ts';
import type { ApplyError, HookChange } from '../ports/claude-code.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

export interface ClaudeScriptParts {
  readonly change: HookChange;
  readonly store: SettingsStore;
  /** Lays the managed settings over the profile's. */
  readonly merge: (profile: Settings) => { readonly settings: Settings };
  /** Writes to Claude Code's settings, with the folder, program and port of this connection. */
  readonly apply: (settings: LocalSettings, change: HookChange) => Promise<Result<string, ApplyError>>;
  /** Another Gatehouse has this profile in use and would not see a new connection. */
  readonly isRunning: boolean;
  readonly print: (line: string) => void;
}

/**
 * `--connect-claude` and `--disconnect-claude`: one change, one line, no window.
 *
 * @returns the exit code
 */
export async function runClaudeScript(parts: ClaudeScriptParts): Promise<0 | 1> {
  const { change, store, isRunning, print } = parts;
  const profile = store.read().settings;
  const known = parts.merge(profile).settings.connections.find((one) => one.kind === 'local');
  const local = known ?? newConnection(profile);
  const done = await parts.apply(local, change);
  if (!done.ok) {
    print(sentenceOf(done.error));
    return 1;
  }
  if (change === 'disconnect') {
    print(`Disconnected: ${done.value} holds no hooks of Gatehouse.`);
    return 0;
  }
  if (known === undefined) {
    try {
      store.write({ ...profile, connections: [...profile.connections, local] });
    } catch (cause) {
      print(
        `Connected: ${done.value}. The connection could not be saved in Gatehouse's own settings: ${String(cause)}`,
      );
      return 1;
    }
  }
  const restart = known === undefined && isRunning ? ' Restart Gatehouse to see its sessions.' : '';
  print(`Connected: ${done.value} holds the hooks of Gatehouse.${restart}`);
  return 0;
}

function newConnection({ connections }: Settings): LocalSettings {
  const taken = new Set(connections.map(({ id }) => id));
  let id = 'here';
  for (let number = 2; taken.has(id); number++) id = `here-${number}`;
  return localConnectionSchema.parse({ id, kind: 'local', name: 'This computer' });
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
