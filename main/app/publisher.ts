import type { AskKey } from '../../shared/ids.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { MINUTE_MS } from '../../shared/units.ts';
import { appView } from '../domain/app-view.ts';
import { wantedNotices, type Notice } from '../domain/notification-policy.ts';
import type { AppState } from '../domain/state.ts';
import { trayView } from '../domain/tray-view.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { TraySurface, WindowSurface } from '../ports/surfaces.ts';
import type { Engine } from './engine.ts';
import { localMinute } from './local-time.ts';

/** How often the window and the tray follow what is not about asks; asks are shown at once. */
const CALM_EVERY_MS = 100;

export interface Publisher {
  readonly view: AppView;
  /** The notice that stands under this id; a click on any other is too late. */
  noticeOf(id: string): Notice | undefined;
  stop(): void;
}

/** Keeps every surface in step with the state: one view, with a revision, drawn three ways. */
export function createPublisher(parts: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly tray: TraySurface;
  readonly windows: WindowSurface;
}): Publisher {
  const { engine, clock, notifier, tray, windows } = parts;
  let view: AppView = appView(engine.state);
  let drawn: AppState | null = null;
  let drawnTray = '';
  let drawnView = '';
  let lastDrawnMs = -Infinity;
  let cancelCalm: (() => void) | null = null;
  const standing = new Map<string, Notice>();
  const announced = new Set<AskKey>();

  function follow(state: AppState): void {
    if (
      state.inbox !== drawn?.inbox ||
      state.settings !== drawn.settings ||
      state.registry.connections !== drawn.registry.connections
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
    const next = appView(state);
    const text = JSON.stringify(next);
    if (text !== drawnView) {
      drawnView = text;
      view = { ...next, revision: view.revision + 1 };
      drawTray(state);
      windows.push('state:changed', view);
    }
    notify(state); // also follows what no view shows: focus, the clock
  }

  function notify(state: AppState): void {
    const nowMs = clock.nowMs();
    const wanted = wantedNotices(view.inbox, {
      settings: state.settings.notifications,
      paused: state.pausedUntilMs !== null,
      localMinute: localMinute(nowMs),
      attention: state.attention,
      announced,
      overflowCount: view.overflow.reduce((sum, { count }) => sum + count, 0),
    });
    const ids = new Set(wanted.map(({ id }) => id));
    for (const id of [...standing.keys()]) {
      if (ids.has(id)) continue;
      standing.delete(id);
      notifier.close(id);
    }
    for (const notice of wanted) show(notice);
    if (wanted.length > 0) for (const ask of view.inbox) announced.add(ask.key);
    forgetAnnounced(state);
  }

  function show(notice: Notice): void {
    // Whether it rings is decided when it first stands; it is no reason to show it anew.
    const before = standing.get(notice.id);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify({ ...notice, silent: before.silent })) return;
    standing.set(notice.id, notice);
    notifier.show(notice);
  }

  function forgetAnnounced(state: AppState): void {
    for (const key of announced) if (!state.inbox.asks.has(key)) announced.delete(key);
  }

  function drawTray(state: AppState): void {
    const next = trayView(view, (key) => state.inbox.asks.get(key)?.request.suggestions ?? []);
    const text = JSON.stringify(next);
    if (text === drawnTray) return;
    drawnTray = text;
    tray.show(next);
  }

  // Quiet hours begin and end by the clock on the wall; only then is there a minute to wait for.
  let cancelMinute: () => void = () => undefined;
  function everyMinute(): void {
    cancelMinute = clock.schedule(MINUTE_MS - (clock.nowMs() % MINUTE_MS) + 50, () => {
      if (engine.state.settings.notifications.quietHours.enabled) notify(engine.state);
      everyMinute();
    });
  }

  const off = engine.onChange(follow);
  everyMinute();
  draw(engine.state);
  return {
    get view() {
      return view;
    },
    noticeOf: (id) => standing.get(id),
    stop() {
      off();
      cancelCalm?.();
      cancelMinute();
    },
  };
}
