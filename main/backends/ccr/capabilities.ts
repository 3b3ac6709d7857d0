import { NO_CAPABILITIES, type Capabilities } from '../../../shared/model/connection.ts';
import type { CcrSettings } from '../../../shared/model/settings.ts';

export function capabilitiesOf(settings: CcrSettings): Capabilities {
  const may = !settings.viewerOnly;
  return {
    ...NO_CAPABILITIES,
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
  };
}
