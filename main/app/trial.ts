import type { DoctorCheck } from '../../shared/model/doctor.ts';
import type { Handlers } from '../../shared/ipc/types.ts';
import type { TrialView } from '../../shared/model/trial.ts';
import { err, ok } from '../../shared/result.ts';
import type { Language } from '../../shared/strings/language.ts';
import { SECOND_MS } from '../../shared/units.ts';
import { TRIAL_ID, trialAsk, trialOf } from '../domain/trial.ts';
import type { Ask } from '../domain/ask.ts';
import type { AppState } from '../domain/state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Practice, PracticePlay } from '../ports/practice.ts';
import type { WindowSurface } from '../ports/surfaces.ts';
import type { Engine } from './engine.ts';
import type { Publisher } from './publisher.ts';
import type { LiveSettings } from './settings.ts';

export type TrialHandlers = Pick<Handlers, 'trial:start' | 'trial:end'>;

/** After this long without an answer the guide says what to look for. */
const LATE_AFTER_MS = 15 * SECOND_MS;

export interface Trial {
  readonly handlers: TrialHandlers;
  stop(): Promise<void>;
}

/** One practice ask under way. */
interface Run {
  readonly practice: Practice;
  /** Asks that an earlier run left behind. */
  readonly before: ReadonlySet<string>;
  causes: readonly DoctorCheck[];
  isLate: boolean;
  /** Only the last of them says how it is now. */
  looks: number;
  readonly leave: (() => void)[];
}

/**
 * The practice ask of the first run: a practice service with one ask, watched over a connection of its own, so that it
 * travels as a real one does. It lasts until the guide ends it or the window closes.
 *
 * @param findCauses  what keeps notifications and tray from being seen on this computer; may take some seconds
 */
export function createTrial(parts: {
  readonly engine: Engine;
  readonly settings: Pick<LiveSettings, 'runTrial'>;
  readonly publisher: Pick<Publisher, 'view' | 'noticeOf'>;
  readonly windows: Pick<WindowSurface, 'isOpen'>;
  readonly startPractice: (play: PracticePlay) => Promise<Practice>;
  readonly findCauses: () => Promise<readonly DoctorCheck[]>;
  readonly language: () => Language;
  readonly clock: Clock;
  readonly log: Logger;
}): Trial {
  const { engine, settings, publisher, clock, log } = parts;
  let run: Run | null = null;

  function tell(trial: TrialView | null): void {
    if (JSON.stringify(trial) !== JSON.stringify(engine.state.trial)) engine.dispatch({ tag: 'trial-changed', trial });
  }

  function waitingFacts(of: Run, { key }: Ask, { surfaces }: AppState) {
    const isNoticed = publisher.noticeOf(key) !== undefined && surfaces.notifications !== 'none';
    return {
      shownIn: [...(isNoticed ? ['notification' as const] : []), ...(surfaces.tray ? ['tray' as const] : [])],
      held: publisher.view.inbox.find((ask) => ask.key === key)?.held ?? null,
      causes: of.causes,
      isLate: of.isLate,
    };
  }

  function follow(of: Run): void {
    if (run !== of) return;
    const { state } = engine;
    const ask = trialAsk(state, of.before);
    if (ask !== undefined) tell(trialOf(ask, waitingFacts(of, ask, state)));
    // One that was told of already was forgotten by the inbox after a while: how far it came stays said.
    else if (of.isLate && state.trial?.tag === 'starting') tell({ tag: 'failed', why: 'practice-not-started' });
    if (!parts.windows.isOpen) void inTurn(end);
  }

  async function look(of: Run): Promise<void> {
    const number = ++of.looks;
    const causes = await parts.findCauses();
    if (run !== of || of.looks !== number) return;
    of.causes = causes;
    follow(of);
  }

  /** What was found out about the desktop holds until the desktop changes. */
  function lookAtChanges(of: Run): () => void {
    let seen = engine.state;
    return engine.onChange((state) => {
      const isSame = state.surfaces === seen.surfaces && state.systemQuiet === seen.systemQuiet;
      const isSameWish = state.settings === seen.settings && state.pausedUntilMs === seen.pausedUntilMs;
      seen = state;
      if (!isSame || !isSameWish) void look(of);
    });
  }

  async function begin(): Promise<boolean> {
    await leave();
    tell({ tag: 'starting' });
    try {
      const practice = await parts.startPractice({ tag: 'trial', language: parts.language() });
      watch(practice);
      await settings.runTrial(practice);
    } catch (cause) {
      log.error('trial-not-started', { error: String(cause) });
      await leave();
      tell({ tag: 'failed', why: 'practice-not-started' });
      return false;
    }
    log.info('trial.started', { connection: TRIAL_ID });
    return true;
  }

  function watch(practice: Practice): void {
    const before = new Set(engine.state.inbox.asks.keys());
    const started: Run = { practice, before, causes: [], isLate: false, looks: 0, leave: [] };
    run = started;
    started.leave.push(
      engine.onChange(() => follow(started)),
      lookAtChanges(started),
      clock.schedule(LATE_AFTER_MS, () => {
        started.isLate = true;
        follow(started);
        void look(started);
      }),
    );
    void look(started);
  }

  /** Takes the practice ask and its connection away. */
  async function leave(): Promise<void> {
    const over = run;
    if (over === null) return;
    run = null;
    for (const off of over.leave) off();
    try {
      await settings.runTrial(null);
    } catch (cause) {
      log.error('trial-not-ended', { error: String(cause) });
    }
    await over.practice.stop();
    log.info('trial.ended', { connection: TRIAL_ID });
  }

  async function end(): Promise<void> {
    await leave();
    tell(null);
  }

  /** One after the other: a second start replaces the first, and an end ends the last. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const next = turn.then(step, step);
    turn = next;
    return next;
  }

  return {
    handlers: {
      'trial:start': async () =>
        (await inTurn(begin)) ? ok(null) : err({ code: 'not-started', message: 'the practice service' }),
      'trial:end': async () => {
        await inTurn(end);
        return ok(null);
      },
    },
    stop: () => inTurn(leave),
  };
}
