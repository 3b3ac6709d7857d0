import type { Capabilities } from '../../../shared/model/connection.ts';
import type { CcrSettings } from '../../../shared/model/settings.ts';
import type { SessionCommand } from '../../ports/command.ts';

/** What each command needs. */
export const CAPABILITY_OF = {
  'send-message': 'sendMessage',
  interrupt: 'interrupt',
  'set-mode': 'setMode',
  'set-model': 'setModel',
  rename: 'rename',
  archive: 'archive',
  'mark-read': 'markRead',
  end: 'end',
  resume: 'resume',
  reveal: 'reveal',
  'hand-over': 'handOver',
} as const satisfies Record<SessionCommand['tag'], keyof Capabilities>;

export function capabilitiesOf(settings: CcrSettings): Capabilities {
  const may = !settings.viewerOnly;
  return {
    answer: may,
    sendMessage: may,
    interrupt: may,
    setMode: may,
    setModel: may,
    rename: may,
    archive: may,
    // The older routes have no such thing.
    markRead: may && settings.transport !== 'websocket',
    history: true,
    start: false,
    end: false,
    resume: false,
    reveal: false,
    handOver: false,
  };
}
