import type { HookStyle } from '../../../../shared/model/claude-code.ts';
import { commandLineOf } from './command-hook.ts';

/** A hook handler as it stands in Claude Code's settings. */
export type HookHandler =
  | {
      readonly type: 'http';
      readonly url: string;
      readonly headers: { readonly [TOKEN_HEADER]: string };
      readonly timeout: number;
    }
  | { readonly type: 'command'; readonly command: string; readonly timeout: number };

export interface HookEntry {
  readonly event: string;
  readonly handler: HookHandler;
}

export const TOKEN_HEADER = 'x-gatehouse-token';
export const HOOK_PATH = '/hook';

/**
 * An ask waits for a person, so a day. In the terminal its dialog stands beside it all the while, and a closed or dead
 * Gatehouse ends it at once.
 */
const ASK_WAITS_SECONDS = 86_400;
/**
 * What only tells us something must not hold an agent up when Gatehouse is frozen (SIGSTOP, a hung disk): Claude Code
 * waits this long, once before a tool and once behind it. Fractions are honoured, but half a second is less than a
 * loaded computer may need to answer the one event that can ask (PreToolUse, in folders that ask in auto mode).
 */
const TELL_WAITS_SECONDS = 1;

/** Every event that Gatehouse uses, in the order in which it is written. */
const EVENTS: readonly { readonly event: string; readonly timeout: number }[] = [
  { event: 'PermissionRequest', timeout: ASK_WAITS_SECONDS },
  ...[
    'PreToolUse',
    'PostToolUse',
    'PostToolUseFailure',
    'PermissionDenied',
    'PostToolBatch',
    'Notification',
    'UserPromptSubmit',
    'Stop',
    'StopFailure',
    'SubagentStop',
    'SessionEnd',
  ].map((event) => ({ event, timeout: TELL_WAITS_SECONDS })),
];

export interface HookAddress {
  readonly style: HookStyle;
  readonly port: number;
  readonly token: string;
  /** The file with address and token that a command hook reads. */
  readonly curlFilePath: string;
  readonly platform: NodeJS.Platform;
}

/** The hooks to write, one for each event, all tools. Never `onFailure: block`: without us Claude Code decides. */
export function hooksFor(address: HookAddress): readonly HookEntry[] {
  return EVENTS.map(({ event, timeout }) => ({ event, handler: handlerFor(address, timeout) }));
}

/** @param timeout  in seconds */
export function handlerFor(address: HookAddress, timeout: number): HookHandler {
  if (address.style === 'command')
    return { type: 'command', command: commandLineOf(address.curlFilePath, address.platform), timeout };
  return {
    type: 'http',
    url: `http://127.0.0.1:${address.port}${HOOK_PATH}`,
    headers: { [TOKEN_HEADER]: address.token },
    timeout,
  };
}
