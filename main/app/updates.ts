import type { Handlers } from '../../shared/ipc/types.ts';
import { err, ok } from '../../shared/result.ts';
import type { Updater } from '../ports/updater.ts';
import type { Engine } from './engine.ts';

export type UpdateHandlers = Pick<Handlers, 'update:check' | 'update:install'>;

export interface Updates {
  readonly handlers: UpdateHandlers;
  stop(): void;
}

/** Shows what the updater does, and lets nothing restart while somebody could lose an answer. */
export function createUpdates({ updater, engine }: { readonly updater: Updater; readonly engine: Engine }): Updates {
  const off = updater.onChange((update) => engine.dispatch({ tag: 'update-changed', update }));
  engine.dispatch({ tag: 'update-changed', update: updater.state });
  return {
    handlers: {
      'update:check': async () => {
        if (updater.state.tag === 'off') return err({ code: 'off', message: 'off' });
        await updater.check();
        return ok(null);
      },
      'update:install': async () => {
        const outcome = await updater.install();
        return outcome.ok ? ok(null) : err({ code: 'not-ready', message: outcome.error });
      },
    },
    stop() {
      off();
      updater.stop();
    },
  };
}
