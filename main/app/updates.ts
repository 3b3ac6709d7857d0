import type { Handlers } from '../../shared/ipc/types.ts';
import type { UpdateHold, UpdateState } from '../../shared/model/update.ts';
import { err, ok } from '../../shared/result.ts';
import { FIRST_CHECK_MS, nextCheckMs, UPDATE_PROBLEM, updateHold, updateProblem } from '../domain/update-policy.ts';
import type { AppState } from '../domain/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { Updater } from '../ports/updater.ts';
import type { Engine } from './engine.ts';

export type UpdateHandlers = Pick<Handlers, 'update:check' | 'update:install' | 'update:seen'>;

export interface Updates {
  readonly handlers: UpdateHandlers;
  /** The same from the tray: what keeps it from being installed is in the menu by then. */
  install(): void;
  /** Begins to look, now that the settings are known. */
  start(): void;
  stop(): void;
}

/**
 * Looks for new versions now and then, shows what the updater does, and lets nothing restart while somebody could lose an
 * answer. Only the person installs.
 *
 * @param checkAtOnce  `--check-updates`
 */
export function createUpdates(parts: {
  readonly updater: Updater;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly random: Random;
  readonly ownSessions: () => number;
  readonly checkAtOnce: boolean;
}): Updates {
  const { updater, engine, clock } = parts;
  let isRestartHeld = false;
  let shown = '';
  let told: string | null = null;
  let cancelCheck: () => void = () => undefined;
  let isStarted = false;
  let follows = '';
  let lastSettings = engine.state.settings;

  const settings = () => engine.state.settings.updates;
  const isManaged = () => engine.state.managed.includes('updates');
  const hold = (): UpdateHold | null => updateHold(engine.state, parts.ownSessions());

  /** What the updater says, and what only the whole of Gatehouse knows about it. */
  function seen(state: UpdateState): UpdateState {
    if (state.tag === 'ready') return { ...state, waitsFor: hold() ?? 'person' };
    if (state.tag === 'installing') return { ...state, heldBy: isRestartHeld ? hold() : null };
    if (isStarted && !settings().automatic && state.tag === 'current') {
      if (isManaged()) return { tag: 'off', why: 'managed' };
      if (state.checkedAtMs === null && state.updatedTo === undefined) return { tag: 'off', why: 'switched-off' };
    }
    return state;
  }

  function show(): void {
    const update = seen(updater.state);
    const text = JSON.stringify(update);
    if (text === shown) return;
    shown = text;
    engine.dispatch({ tag: 'update-changed', update });
    if (update.tag !== 'checking') tellProblem(update);
  }

  /** Once: whoever has dismissed it is not told the same every six hours. */
  function tellProblem(update: UpdateState): void {
    const problem = updateProblem(update);
    const fault = update.tag === 'failed' && problem !== null ? update.fault : null;
    if (fault === told) return;
    told = fault;
    if (problem === null) engine.dispatch({ tag: 'problem-gone', id: UPDATE_PROBLEM });
    else engine.dispatch({ tag: 'problem-raised', problem });
  }

  function plan(delayMs: number): void {
    cancelCheck();
    if (!settings().automatic) return;
    cancelCheck = clock.schedule(delayMs, () => void check());
  }
  async function check(): Promise<void> {
    await updater.check(settings().url ?? null);
    plan(nextCheckMs(updater.state, parts.random.fraction()));
  }

  /** The rest of Gatehouse moved: what holds a restart, or the settings. */
  function follow({ settings: next }: AppState): void {
    const isChanged = next !== lastSettings;
    lastSettings = next;
    // This comes with whatever a session says: nothing else of it can change what is shown.
    if (isChanged || updater.state.tag === 'ready' || updater.state.tag === 'installing') show();
    const now = isChanged ? JSON.stringify(next.updates) : follows;
    if (!isStarted || now === follows) return;
    follows = now;
    plan(FIRST_CHECK_MS);
  }

  async function mayRestart(): Promise<void> {
    // Looked at once more after each wait: something may have come since.
    while (hold() !== null) {
      isRestartHeld = true;
      show();
      await nextChange();
    }
  }

  function nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const off = engine.onChange(() => {
        off();
        resolve();
      });
    });
  }

  async function install() {
    const held = hold();
    if (updater.state.tag === 'ready' && held !== null) return err({ code: held, message: held });
    const outcome = await updater.install(mayRestart);
    isRestartHeld = false;
    // Who said no to the system's question knows it, and the state says it, too.
    if (outcome.ok || outcome.error === 'refused') return ok(null);
    return err({ code: outcome.error, message: outcome.error });
  }

  const offUpdater = updater.onChange(show);
  const offEngine = engine.onChange(follow);
  show();
  return {
    handlers: {
      'update:check': async () => {
        const { tag } = updater.state;
        if (tag === 'off' || (isManaged() && !settings().automatic)) return err({ code: 'off', message: 'off' });
        await check();
        return ok(null);
      },
      'update:install': install,
      'update:seen': async () => {
        updater.forgetNews();
        return ok(null);
      },
    },
    install: () => void install(),
    start() {
      isStarted = true;
      follows = JSON.stringify(settings());
      show();
      plan(parts.checkAtOnce ? 0 : FIRST_CHECK_MS);
    },
    stop() {
      cancelCheck();
      offEngine();
      offUpdater();
      updater.stop();
    },
  };
}
