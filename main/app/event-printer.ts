import type { AskKey } from '../../shared/ids.ts';
import type { UpdateState } from '../../shared/model/update.ts';
import { receiptState } from '../domain/ask.ts';
import { askShort } from '../domain/ask-detail.ts';
import type { Engine } from './engine.ts';

/** `--print-events`: one line per ask, per receipt and per step of an update, for a terminal without a screen. */
export function printEvents(engine: Engine, write: (line: string) => void): () => void {
  const known = new Map<AskKey, string>();
  let update = '';
  return engine.onChange((state) => {
    const { inbox, registry } = state;
    const step = updateStep(state.update);
    if (step !== update) write(`${'update'.padEnd(16)} ${step}`);
    update = step;
    for (const ask of inbox.asks.values()) {
      const state = receiptState(ask.state) ?? 'asked';
      if (known.get(ask.key) === state) continue;
      known.set(ask.key, state);
      const title = registry.sessions.get(ask.sessionKey)?.facts.title ?? ask.sessionTitle;
      write(`${state.padEnd(16)} ${title}: ${ask.request.toolName}: ${askShort(ask.request).short}`);
    }
    for (const key of known.keys()) if (!inbox.asks.has(key)) known.delete(key);
  });
}

function updateStep(update: UpdateState): string {
  switch (update.tag) {
    case 'off':
      return `off: ${update.why}`;
    case 'current':
      return update.updatedTo === undefined ? 'current' : `updated to ${update.updatedTo.version}`;
    case 'checking':
      return 'checking';
    case 'failed':
      return `refused: ${update.fault}`;
    case 'ready':
      return `${update.release.version} ready, waits for ${update.waitsFor}`;
    default:
      return `${update.release.version} ${update.tag}`;
  }
}
