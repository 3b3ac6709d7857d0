import type { Notice } from '../../domain/notification-policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notifier, NoticeListener } from '../../ports/notifier.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { actionOfKey, drawNotice } from './notice-drawing.ts';
import { followNotificationDaemon, type DaemonRun } from './notification-daemon.ts';

/** The binding of the daemon's id to a notice; it is used at most once. */
interface Shown {
  readonly daemonId: number;
  readonly notice: Notice;
  readonly keys: ReadonlySet<string>;
}

/** A notice the app wants to be seen, until it takes it back. */
interface Wanted {
  notice: Notice;
  /** Its next drawing makes a sound. Each sound is made once, and not again after the daemon was restarted. */
  isRingDue: boolean;
  /** What the present daemon run shows. */
  shown: Shown | null;
  isSending: boolean;
  /** The person clicked it, or the daemon let it go. It comes back only if the app shows it again. */
  isGone: boolean;
}

/**
 * Notifications with buttons over the session bus. Works without a bus or a daemon as well: notices wait until one
 * appears. Closing, time-outs and unknown ids decide nothing.
 *
 * @param onKind             told when `kind` changed
 * @param soundPath          our sound, for a daemon that plays sounds
 * @param onRing             a sound is due, and the daemon plays none
 * @param onActivationToken  what Wayland wants to see from a program that raises its window after a click
 */
export function createLinuxNotifier(tools: {
  readonly bus: SessionBus;
  readonly clock: Clock;
  readonly onAction: NoticeListener;
  readonly onKind: () => void;
  readonly soundPath: () => string;
  readonly onRing: () => void;
  readonly onActivationToken: (token: string) => void;
}): Notifier {
  const wanted = new Map<string, Wanted>();
  const byDaemonId = new Map<number, Wanted>();
  let run: DaemonRun | null = null;
  let isResponsive = true;
  let told: Notifier['kind'] = 'none';

  function kind(): Notifier['kind'] {
    if (run === null || !isResponsive) return 'none';
    return run.abilities.buttons ? 'buttons' : 'plain';
  }
  function tellKind(): void {
    if (kind() === told) return;
    told = kind();
    tools.onKind();
  }

  async function send(entry: Wanted): Promise<void> {
    const present = run;
    if (present === null || entry.isSending) return;
    entry.isSending = true;
    const { notice } = entry;
    const rings = entry.isRingDue;
    const drawing = drawNotice(notice, present.abilities, rings ? tools.soundPath() : null);
    entry.isRingDue = false;
    if (rings && !present.abilities.sound) tools.onRing();
    const handed = await present.notify(drawing.notifyBody(entry.shown?.daemonId ?? 0));
    if (run !== present) return; // that run is over; the next one was given everything again
    entry.isSending = false;
    if (handed.tag === 'shown') bind(present, entry, { daemonId: handed.daemonId, notice, keys: drawing.keys });
    if (isWanted(entry) && entry.notice !== notice) void send(entry);
    if (handed.tag !== 'lost') return;
    const late = await handed.later;
    if (run !== present || late.tag !== 'shown') return;
    const { daemonId } = late;
    if (!entry.isSending && entry.notice === notice) bind(present, entry, { daemonId, notice, keys: drawing.keys });
    // Else something newer is there, which has this id if it took the place of what stood before.
    else if (!byDaemonId.has(daemonId)) present.close(daemonId);
  }

  function isWanted(entry: Wanted): boolean {
    return wanted.get(entry.notice.id) === entry && !entry.isGone;
  }

  function bind(present: DaemonRun, entry: Wanted, shown: Shown): void {
    unbind(entry);
    if (!isWanted(entry)) return present.close(shown.daemonId); // over before it was shown
    entry.shown = shown;
    byDaemonId.set(shown.daemonId, entry);
  }

  function unbind(entry: Wanted): void {
    if (entry.shown !== null) byDaemonId.delete(entry.shown.daemonId);
    entry.shown = null;
  }

  function act(daemonId: number, key: string): void {
    const entry = byDaemonId.get(daemonId);
    const action = actionOfKey(key);
    if (entry === undefined || entry.shown === null || action === null || !entry.shown.keys.has(key)) return;
    const { notice } = entry.shown;
    // A click on what is just being replaced by another ask may look at it, not decide it.
    const isStale = notice.ask?.key !== entry.notice.ask?.key || notice.ask?.inputHash !== entry.notice.ask?.inputHash;
    unbind(entry);
    if (!isStale) {
      entry.isGone = true;
      entry.isRingDue = false;
      run?.close(daemonId); // some daemons leave a clicked notice standing
    }
    tools.onAction(notice.id, isStale ? 'open' : action);
  }

  const daemon = followNotificationDaemon(tools, {
    appeared(next) {
      run = next;
      tellKind();
      for (const entry of wanted.values()) if (!entry.isGone) void send(entry);
    },
    vanished() {
      run = null;
      byDaemonId.clear();
      for (const entry of wanted.values()) {
        entry.shown = null;
        entry.isSending = false;
      }
      tellKind();
    },
    responsive(value) {
      isResponsive = value;
      tellKind();
    },
    action: act,
    closed(daemonId) {
      const entry = byDaemonId.get(daemonId);
      if (entry === undefined) return;
      unbind(entry);
      entry.isGone = !entry.isSending; // else something newer is on its way
    },
    activationToken: tools.onActivationToken,
  });

  return {
    get kind() {
      return kind();
    },
    show(notice) {
      const entry = wanted.get(notice.id) ?? { notice, isRingDue: false, shown: null, isSending: false, isGone: false };
      entry.notice = notice;
      // Also if only its words are mended before it could be drawn.
      entry.isRingDue ||= !notice.silent;
      entry.isGone = false;
      wanted.set(notice.id, entry);
      if (run === null) daemon.wake();
      else void send(entry);
    },
    close(noticeId) {
      const entry = wanted.get(noticeId);
      if (entry === undefined) return;
      wanted.delete(noticeId);
      if (entry.shown !== null) run?.close(entry.shown.daemonId);
      unbind(entry);
    },
    dispose() {
      for (const noticeId of [...wanted.keys()]) this.close(noticeId);
      daemon.stop();
    },
  };
}
