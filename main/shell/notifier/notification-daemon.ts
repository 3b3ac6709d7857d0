import * as z from 'zod';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import { addMatch, followName, startService } from '../dbus/name-owner.ts';
import { evenLate, type BusReply, type BusSignal, type SessionBus } from '../dbus/session-bus.ts';
import type { DaemonAbilities } from './notice-drawing.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
/** A daemon that answers later than this counts as absent until it answers. */
const ANSWER_LIMIT_MS = 2 * SECOND_MS;

const capabilities = z.tuple([z.array(z.string())]);
const notifyReply = z.tuple([z.int().positive()]);
const actionInvoked = z.tuple([z.int().nonnegative(), z.string()]);
const notificationClosed = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
const activationToken = z.tuple([z.int().nonnegative(), z.string().min(1).max(1000)]);

/**
 * What became of a notice that was handed to the daemon. `lost`: it answers what it is asked later and not this, so it may
 * stand or not; if the id comes yet, it comes `later`.
 */
type Handed =
  | { readonly tag: 'shown'; readonly daemonId: number }
  | { readonly tag: 'refused' }
  | { readonly tag: 'lost'; readonly later: Promise<Handed> };

/** One run of the desktop's notification daemon. A restarted daemon is another one and knows nothing of the first. */
export interface DaemonRun {
  readonly abilities: DaemonAbilities;
  /** Takes as long as the daemon hangs. */
  notify(body: unknown[]): Promise<Handed>;
  close(daemonId: number): void;
}

export interface DaemonListener {
  appeared(run: DaemonRun): void;
  vanished(): void;
  /** Whether it answers in time; told at changes. */
  responsive(isResponsive: boolean): void;
  action(daemonId: number, key: string): void;
  closed(daemonId: number): void;
  activationToken(token: string): void;
}

/**
 * Follows the notification daemon of the session. Its signals are believed only when the present owner of the name
 * sent them: any program on the bus can send us one that looks the same.
 *
 * @returns `wake` asks the system to start a daemon if none runs
 */
export function followNotificationDaemon(
  tools: { readonly bus: SessionBus; readonly clock: Clock },
  listener: DaemonListener,
): { readonly wake: () => void; readonly stop: () => void } {
  const { bus, clock } = tools;
  let owner: string | null = null;
  let unanswered = 0;
  let waking = false;

  async function timed<T>(work: Promise<T>, stillTheSame: () => boolean): Promise<T> {
    let late = false;
    const cancel = clock.schedule(ANSWER_LIMIT_MS, () => {
      if (!stillTheSame()) return;
      late = true;
      if (unanswered++ === 0) listener.responsive(false);
    });
    const result = await work;
    cancel();
    if (late && stillTheSame() && --unanswered === 0) listener.responsive(true);
    return result;
  }

  async function meet(run: string): Promise<void> {
    const isSame = (): boolean => owner === run;
    const call = { destination: run, path: PATH, interface: NAME };
    const askAbilities = () => evenLate(bus.call({ ...call, member: 'GetCapabilities' }));

    /**
     * After the limit it is asked something else. While that is not answered either, it hangs and will take up both in turn:
     * handing it the notice again would show it twice.
     */
    async function unlessLost(handing: Promise<BusReply>): Promise<Handed> {
      const reply = await handing;
      if (reply.ok || reply.error.code !== 'late') return handed(reply);
      const later = reply.error.answer.then(handed);
      return Promise.race([later, askAbilities().then((): Handed => ({ tag: 'lost', later }))]);
    }

    await addMatch(bus, `type='signal',sender='${NAME}',interface='${NAME}'`);
    const reply = await timed(askAbilities(), isSame);
    if (!isSame()) return;
    const body = reply.ok ? capabilities.safeParse(reply.value) : undefined;
    const known = new Set(body?.success === true ? body.data[0] : ['body']);
    listener.appeared({
      abilities: {
        buttons: known.has('actions'),
        body: known.has('body'),
        markup: known.has('body-markup'),
        sound: known.has('sound'),
      },
      notify: (body) =>
        timed(unlessLost(bus.call({ ...call, member: 'Notify', signature: 'susssasa{sv}i', body })), isSame),
      close(daemonId) {
        void bus.call({ ...call, member: 'CloseNotification', signature: 'u', body: [daemonId] });
      },
    });
  }

  function hear(signal: BusSignal): void {
    if (owner === null || signal.sender !== owner || signal.interface !== NAME) return;
    if (signal.member === 'ActionInvoked') {
      const body = actionInvoked.safeParse(signal.body);
      if (body.success) listener.action(...body.data);
    } else if (signal.member === 'NotificationClosed') {
      const body = notificationClosed.safeParse(signal.body);
      if (body.success) listener.closed(body.data[0]);
    } else if (signal.member === 'ActivationToken') {
      const body = activationToken.safeParse(signal.body);
      if (body.success) listener.activationToken(body.data[1]);
    }
  }

  async function wake(): Promise<void> {
    if (owner !== null || waking || !bus.isUp) return;
    waking = true;
    await startService(bus, NAME);
    waking = false;
  }

  const stopSignals = bus.onSignal(hear);
  const stopFollowing = followName(
    bus,
    NAME,
    (next) => {
      owner = next;
      if (unanswered > 0) listener.responsive(true);
      unanswered = 0;
      listener.vanished();
      if (next !== null) void meet(next);
    },
    () => void wake(),
  );
  return {
    wake: () => void wake(),
    stop() {
      owner = null;
      stopSignals();
      stopFollowing();
    },
  };
}

function handed(reply: BusReply): Handed {
  const read = reply.ok ? notifyReply.safeParse(reply.value) : undefined;
  return read?.success === true ? { tag: 'shown', daemonId: read.data[0] } : { tag: 'refused' };
}
