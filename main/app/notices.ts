import type { AskKey } from '../../shared/ids.ts';
import type { AskView } from '../../shared/model/app-view.ts';
import type { HeldReason } from '../../shared/model/quiet.ts';
import { SECOND_MS } from '../../shared/units.ts';
import { planNotices, type Notice } from '../domain/notification-policy.ts';
import type { AppState } from '../domain/state.ts';
import type { Clock, LocalMinute } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Sounder } from '../ports/system-conduct.ts';

/** Two sounds closer together than this would be one noise. */
const SOUND_GAP_MS = 2 * SECOND_MS;

export interface Notices {
  /** Shows and takes back what the plan for these asks says. @returns why some of them have no notice */
  follow(inbox: readonly AskView[], overflowCount: number, state: AppState): ReadonlyMap<AskKey, HeldReason>;
  /** The notice that stands under this id; a click on any other is too late. */
  standing(id: string): Notice | undefined;
}

/** Keeps the notifications in step with the inbox, and remembers what was announced already. */
export function createNotices(parts: {
  readonly clock: Clock;
  readonly localMinute: LocalMinute;
  readonly log: Logger;
  readonly notifier: Notifier;
  readonly sounder: Sounder;
}): Notices {
  const { clock, log, notifier, sounder } = parts;
  const standing = new Map<string, Notice>();
  const announced = new Set<AskKey>();
  const rung = new Set<AskKey>();
  let lastSoundMs = -Infinity;
  let told: ReadonlyMap<AskKey, HeldReason> = new Map();

  /** @returns whether a sound may be made now; it is then made */
  function takeSound(): boolean {
    const nowMs = clock.monotonicMs();
    if (nowMs - lastSoundMs < SOUND_GAP_MS) return false;
    lastSoundMs = nowMs;
    return true;
  }

  function show(notice: Notice): void {
    const drawn = notice.silent || takeSound() ? notice : { ...notice, silent: true };
    // A sound is a reason to show anew what reads the same; that it made one before is none.
    if (drawn.silent && looksAs(drawn, standing.get(drawn.id))) return;
    standing.set(drawn.id, drawn);
    notifier.show(drawn);
  }

  function takeBackBut(ids: ReadonlySet<string>): void {
    for (const id of [...standing.keys()]) {
      if (ids.has(id)) continue;
      standing.delete(id);
      notifier.close(id);
    }
  }

  function tell(held: ReadonlyMap<AskKey, HeldReason>): void {
    for (const [ask, { tag }] of held) {
      if (told.get(ask)?.tag !== tag) log.info('notice-held', { ask, state: tag });
    }
    told = held;
  }

  return {
    follow(inbox, overflowCount, state) {
      const plan = planNotices(inbox, {
        language: state.language,
        settings: state.settings.notifications,
        pausedUntilMs: state.pausedUntilMs,
        systemQuiet: state.systemQuiet,
        localMinute: parts.localMinute(clock.nowMs()),
        attention: state.attention,
        standing,
        announced,
        rung,
        overflowCount,
      });
      takeBackBut(new Set(plan.notices.map(({ id }) => id)));
      for (const notice of plan.notices) show(notice);
      if (plan.rings && takeSound()) sounder.play();
      for (const { key } of inbox) {
        const why = plan.held.get(key)?.tag;
        if (why === undefined || why === 'in-front') announced.add(key);
        else if (plan.rings) rung.add(key);
      }
      for (const keys of [announced, rung]) for (const key of keys) if (!state.inbox.asks.has(key)) keys.delete(key);
      tell(plan.held);
      return plan.held;
    },
    standing: (id) => standing.get(id),
  };
}

function looksAs(notice: Notice, other: Notice | undefined): boolean {
  return other !== undefined && JSON.stringify({ ...other, silent: notice.silent }) === JSON.stringify(notice);
}
