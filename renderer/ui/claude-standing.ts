import type { ConnectionView } from '../../shared/model/app-view.ts';
import type { ClaudeCodeView } from '../../shared/model/claude-code.ts';
import type { ConnectionState } from '../../shared/model/connection.ts';
import { words } from '../../shared/strings/window.ts';
import { connectionStateWords } from './connection-words.ts';

interface Standing {
  /** Which sign and colour it takes, out of those of connections. */
  readonly like: ConnectionState['tag'];
  readonly text: string;
}

const likes = {
  connected: 'live',
  outdated: 'connecting',
  'not-connected': 'sign-in-needed',
  damaged: 'sign-in-needed',
  unreadable: 'sign-in-needed',
} as const;

/** How a connection to this computer stands: its own state where that is bad, else that of its hooks. */
export function claudeStanding(
  connection: ConnectionView | undefined,
  claude: ClaudeCodeView | null,
  nowMs: number,
): Standing {
  if (connection === undefined) return { like: 'off', text: words.claudeCode.notConnected };
  if (connection.state.tag !== 'live' || claude === null)
    return { like: connection.state.tag, text: connectionStateWords(connection.state, nowMs) };
  return { like: likes[claude.hooks.tag], text: words.claudeCode.standing[claude.hooks.tag] };
}
