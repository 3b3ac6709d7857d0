import type { ConnectionState } from '../../shared/model/connection.ts';
import { words } from '../../shared/strings/window.ts';
import { inTimeWords } from './age.tsx';

export const connectionSigns: Record<ConnectionState['tag'], string> = {
  off: '–',
  connecting: '◌',
  live: '●',
  retrying: '○',
  'sign-in-needed': '▲',
  failed: '✕',
};

export function connectionStateWords(state: ConnectionState, nowMs: number): string {
  return words.connections.state(state, inTimeWords(Math.max(0, 'retryAtMs' in state ? state.retryAtMs - nowMs : 0)));
}
