import type { Place } from '../../shared/ipc/contract.ts';
import { nextMorningMs } from '../../shared/next-morning.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/units.ts';
import { assertNever } from '../../shared/result.ts';
import type { Notice, NoticeAction } from '../domain/notification-policy.ts';
import type { PauseChoice, TrayAction } from '../domain/tray-view.ts';
import type { Decide } from './decisions.ts';
import type { Engine } from './engine.ts';

/** What a click in the tray or on a notification does. */
export interface MenuActions {
  tray(action: TrayAction): void;
  /** Acts on the notice that stands under this id now; a late click on one that was withdrawn does nothing. */
  notice(noticeId: string, action: NoticeAction): void;
}

export function createMenuActions(parts: {
  readonly engine: Engine;
  readonly decide: Decide;
  readonly noticeOf: (id: string) => Notice | undefined;
  readonly open: (place: Place) => void;
  readonly installUpdate: () => void;
  readonly quit: () => void;
  readonly nowMs: () => number;
}): MenuActions {
  const { engine, decide, open } = parts;

  function pauseUntil(choice: PauseChoice): number | null {
    switch (choice) {
      case 'half-hour':
        return parts.nowMs() + 30 * MINUTE_MS;
      case 'hour':
        return parts.nowMs() + HOUR_MS;
      case 'tomorrow':
        return nextMorningMs(parts.nowMs());
      case 'never':
        return null;
      default:
        return assertNever(choice);
    }
  }

  return {
    tray(action) {
      switch (action.tag) {
        case 'decide':
          // A refusal needs no word here: the ask is gone from the menu, and its receipt says why.
          void decide({ ...action, surface: 'tray' });
          return;
        case 'open':
          return open(action.place);
        case 'pause':
          return engine.dispatch({ tag: 'paused', untilMs: pauseUntil(action.until) });
        case 'install-update':
          return parts.installUpdate();
        case 'quit':
          return parts.quit();
        default:
          return assertNever(action);
      }
    },
    notice(noticeId, action) {
      const notice = parts.noticeOf(noticeId);
      if (notice === undefined) return;
      const { ask } = notice;
      // Only what the notice itself offered counts: a daemon could send any key.
      const offered = notice.buttons.some((button) => button.key === action);
      if (ask === null || !offered || action === 'open' || action === 'review') return open(notice.opens);
      const decision = action === 'allow' ? ({ tag: 'allow' } as const) : ({ tag: 'deny', stop: false } as const);
      void decide({ ...ask, decision, surface: 'notification' });
    },
  };
}
