import type { Handlers } from '../../shared/ipc/types.ts';
import { ok } from '../../shared/result.ts';
import type { Engine } from './engine.ts';
import type { LiveSettings } from './settings.ts';

export type TrialHandlers = Pick<Handlers, 'trial:start' | 'trial:end'>;

/** The practice ask of the first run. */
export function createTrial({ engine }: { readonly engine: Engine; readonly settings: LiveSettings }): TrialHandlers {
  return {
    'trial:start': async () => {
      engine.dispatch({ tag: 'trial-changed', trial: { tag: 'starting' } });
      return ok(null);
    },
    'trial:end': async () => {
      engine.dispatch({ tag: 'trial-changed', trial: null });
      return ok(null);
    },
  };
}
