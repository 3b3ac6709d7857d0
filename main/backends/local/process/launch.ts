import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { PERMISSION_MODES } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { StartError } from '../../../ports/backend.ts';
import type { LocalHost } from '../host.ts';

export interface Launch {
  readonly sessionId: string;
  /** Takes up the conversation that Claude Code keeps under this id; else begins one under it. */
  readonly isResume: boolean;
  readonly mode?: string | undefined;
  readonly model?: string | undefined;
}

/**
 * The prompt is not among them: it goes over stdin, so that other users of this computer cannot read it.
 *
 * @source docs/protocols/claude-code.md#stdio
 */
export function argumentsFor(launch: Launch): Result<readonly string[], StartError> {
  const { sessionId, mode, model } = launch;
  if (!SESSION_ID.test(sessionId)) return notStarted('Not the id of a conversation.');
  if (mode !== undefined && !PERMISSION_MODES.some((known) => known === mode)) return notStarted('No such mode.');
  if (model !== undefined && !MODEL_NAME.test(model)) return notStarted('Not the name of a model.');
  return ok([
    '-p',
    ...['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'],
    ...['--permission-prompt-tool', 'stdio', '--include-partial-messages', '--replay-user-messages'],
    launch.isResume ? '--resume' : '--session-id',
    sessionId,
    ...(mode === undefined ? [] : ['--permission-mode', mode]),
    ...(model === undefined ? [] : ['--model', model]),
  ]);
}

/** What Claude Code itself makes and takes. */
const SESSION_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Names, aliases, versions with brackets, and the paths and ARNs of other clouds. Never an option. */
const MODEL_NAME = /^[A-Za-z0-9][\w.:@/[\]-]{0,199}$/;

/** The person's own environment, without what belongs to us, to Electron, or to a session that we may run inside of. */
export function environmentFor(
  environment: LocalHost['environment'],
  configDir: string | undefined,
): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && !NOT_HANDED_ON.test(name)) own[name] = value;
  if (configDir !== undefined) own['CLAUDE_CONFIG_DIR'] = configDir;
  // Without it a session over stdio says neither that it waits nor that it is idle.
  own['CLAUDE_CODE_EMIT_SESSION_STATE_EVENTS'] = '1';
  return own;
}

const NOT_HANDED_ON =
  /^(?:ELECTRON_.*|GATEHOUSE_.*|CHROME_DESKTOP|ORIGINAL_XDG_CURRENT_DESKTOP|NODE_OPTIONS|AI_AGENT|CLAUDECODE|CLAUDE_PID|CLAUDE_EFFORT|CLAUDE_CODE_(?:ENTRYPOINT|EXECPATH|SSE_PORT|CHILD_.*|MESSAGING_.*|SESSION_.*))$/i;

/** @returns the folder as an absolute path; `~/` is the person's own */
export async function findFolder(folder: string, homeDir: string): Promise<Result<string, StartError>> {
  const path = /^~(?:[/\\]|$)/.test(folder) ? join(homeDir, folder.slice(1)) : folder;
  if (!isAbsolute(path)) return err({ code: 'no-such-folder' });
  try {
    const found = await stat(path);
    return found.isDirectory() ? ok(resolve(path)) : err({ code: 'no-such-folder' });
  } catch {
    return err({ code: 'no-such-folder' });
  }
}

function notStarted(detail: string): Result<never, StartError> {
  return err({ code: 'not-started', detail });
}
