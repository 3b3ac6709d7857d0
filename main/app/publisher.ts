import type { AppView, AskView } from '../../shared/model/app-view.ts';
import type { HeldReason } from '../../shared/model/quiet.ts';
import { appView } from '../domain/app-view.ts';
import type { Notice } from '../domain/notification-policy.ts';
import type { AppState } from '../domain/state.ts';
import { trayView } from '../domain/tray-view.ts';
import type { Clock, LocalMinute } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { TraySurface, WindowSurface } from '../ports/surfaces.ts';
import type { Sounder } from '../ports/system-conduct.ts';
import type { Engine } from './engine.ts';
import { createNotices } from './notices.ts';
import { createQuietAlarm } from './quiet-alarm.ts';

/** How often the window and the tray follow what is not about asks; asks are shown at once. */
const CALM_EVERY_MS = 100;

export interface Publisher {
  readonly view: AppView;
  /** The notice that stands under this id; a click on any other is too late. */
  noticeOf(id: string): Notice | undefined;
  /** Draws what the time of day changes. */
  look(): void;
  stop(): void;
}

/** Keeps every surface in step with the state: one view, with a revision, drawn three ways. */
export function createPublisher(parts: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly localMinute: LocalMinute;
  readonly log: Logger;
  readonly notifier: Notifier;
  readonly sounder: Sounder;
  readonly tray: TraySurface;
  readonly windows: WindowSurface;
}): Publisher {
  const { engine, clock, localMinute, tray, windows } = parts;
  const notices = createNotices(parts);
  const alarm = createQuietAlarm({ clock, localMinute, onChange: () => draw(engine.state) });
  let view: AppView = appView(engine.state);
  let drawn: AppState | null = null;
  let drawnTray = '';
  let drawnView = '';
  let lastDrawnMs = -Infinity;
  let cancelCalm: (() => void) | null = null;

  function follow(state: AppState): void {
    if (
      state.inbox !== drawn?.inbox ||
      state.settings !== drawn.settings ||
      state.registry.connections !== drawn.registry.connections ||
      state.pausedUntilMs !== drawn.pausedUntilMs ||
      state.systemQuiet !== drawn.systemQuiet ||
      state.attention.isLocked !== drawn.attention.isLocked
    ) {
      return draw(state);
    }
    const waitMs = lastDrawnMs + CALM_EVERY_MS - clock.monotonicMs();
    if (waitMs <= 0) return draw(state);
    cancelCalm ??= clock.schedule(waitMs, () => draw(engine.state));
  }

  function draw(state: AppState): void {
    cancelCalm?.();
    cancelCalm = null;
    drawn = state;
    lastDrawnMs = clock.monotonicMs();
    const seen = appView(state);
    const overflowCount = seen.overflow.reduce((sum, { count }) => sum + count, 0);
    // Also follows what no view shows: focus, the clock.
    const held = notices.follow(seen.inbox, overflowCount, state);
    const next = { ...seen, inbox: seen.inbox.map((ask) => withReason(ask, held.get(ask.key))) };
    alarm.set(state.settings.notifications.quietHours, seen.inbox.length > 0);
    const text = JSON.stringify(next);
    if (text === drawnView) return;
    drawnView = text;
    view = { ...next, revision: view.revision + 1 };
    drawTray(state);
    windows.push('state:changed', view);
  }

  function drawTray(state: AppState): void {
    const next = trayView(view, (key) => state.inbox.asks.get(key)?.request.suggestions ?? []);
    const text = JSON.stringify(next);
    if (text === drawnTray) return;
    drawnTray = text;
    tray.show(next);
  }

  const off = engine.onChange(follow);
  draw(engine.state);
  return {
    get view() {
      return view;
    },
    noticeOf: notices.standing,
    look() {
      alarm.stop();
      draw(engine.state);
    },
    stop() {
      off();
      cancelCalm?.();
      alarm.stop();
    },
  };
}

function withReason(ask: AskView, held: HeldReason | undefined): AskView {
  return held === undefined ? ask : { ...ask, held };
}
