import type { AskKey } from '../../shared/ids.ts';
import { receiptState } from '../domain/ask.ts';
import { askShort } from '../domain/ask-detail.ts';
import type { Engine } from './engine.ts';

/** `--print-events`: one line per ask and per receipt, for a terminal without a screen. */
export function printEvents(engine: Engine, write: (line: string) => void): () => void {
  const known = new Map<AskKey, string>();
  return engine.onChange(({ inbox, registry }) => {
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
