import { Message } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { joinBus, plain, type BusClient } from './bus-client.ts';
import { createHappenings, type Happenings } from './happenings.ts';
import { serveObject } from './served-object.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

export interface ShownNotification {
  readonly tag: 'notify';
  readonly id: number;
  readonly app: string;
  readonly replaces: number;
  readonly title: string;
  readonly body: string;
  /** Action keys and labels, in turn. */
  readonly actions: readonly string[];
  readonly hints: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
}
type DaemonCall = ShownNotification | { readonly tag: 'close'; readonly id: number };

/** A notification daemon that records what it is told and clicks when the test says so. */
export interface NotificationDaemon {
  readonly calls: Happenings<DaemonCall>;
  readonly uniqueName: string;
  /** What a person would see now, oldest first. */
  readonly showing: readonly ShownNotification[];
  /** The next notification (or one already there) that fits and is still shown. */
  shown(fits?: (notification: ShownNotification) => boolean): Promise<ShownNotification>;
  withdrawn(id: number): Promise<void>;
  /** Clicks a button, or with `default` the notification itself. */
  invoke(id: number, key: string): Promise<void>;
  /** Reason 1 expired, 2 dismissed. */
  dismiss(id: number, reason?: number): Promise<void>;
  signal(member: string, signature: string, body: unknown[]): Promise<void>;
  /** Lets everything that it said so far reach the bus first. */
  settle(): Promise<void>;
  /** From now on takes calls and does not answer; `false` answers all that wait. */
  hang(isHanging: boolean): void;
  /**
   * Shows the next notification without answering that call; all others are answered.
   *
   * @returns  answers it
   */
  holdNextAnswer(): () => void;
  /** Answers the next notification with an error, and does not show it. */
  refuseNext(): void;
  stop(): Promise<void>;
}

const USUAL_CAPABILITIES = ['actions', 'body', 'body-markup', 'persistence', 'icon-static'] as const;

const notifyArguments = z.tuple([
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.array(z.string()),
  z.record(z.string(), z.unknown().transform(plain)),
  z.number(),
]);

/** @param firstId  ids start above it; a restarted daemon may give the same ids again */
export async function startNotificationDaemon(
  address: string,
  options: { readonly capabilities?: readonly string[]; readonly hanging?: boolean; readonly firstId?: number } = {},
): Promise<NotificationDaemon> {
  const client = await joinBus(address);
  const calls = createHappenings<DaemonCall>('notification daemon');
  const showing = new Map<number, ShownNotification>();
  let lastId = options.firstId ?? 0;
  let release: (() => void) | null = null;
  let gate: Promise<void> = Promise.resolve();
  let nextAnswer: Promise<void> | null = null;
  let refusesNext = false;

  function hang(isHanging: boolean): void {
    if (!isHanging) return void (release?.(), (release = null));
    gate = new Promise((resolve) => (release = resolve));
  }
  if (options.hanging === true) hang(true);

  const method = `${NAME}.`;
  serveObject(client.bus, PATH, {
    [`${method}GetServerInformation`]: { out: 'ssss', run: () => ['recording daemon', 'test', '1', '1.2'] },
    [`${method}GetCapabilities`]: {
      out: 'as',
      async run() {
        await gate;
        return [[...(options.capabilities ?? USUAL_CAPABILITIES)]];
      },
    },
    [`${method}Notify`]: {
      out: 'u',
      async run(body) {
        await gate;
        if (refusesNext) {
          refusesNext = false;
          throw new Error('refused');
        }
        const [app, replaces, , title, text, actions, hints, timeoutMs] = notifyArguments.parse(body);
        const id = replaces === 0 ? ++lastId : replaces;
        const entry: ShownNotification = {
          tag: 'notify',
          id,
          app,
          replaces,
          title,
          body: text,
          actions,
          hints,
          timeoutMs,
        };
        showing.set(id, entry);
        const answer = nextAnswer;
        nextAnswer = null;
        calls.push(entry);
        if (answer !== null) await answer;
        return [id];
      },
    },
    [`${method}CloseNotification`]: {
      out: '',
      async run(body) {
        await gate;
        const [id] = z.tuple([z.number()]).parse(body);
        const wasShown = showing.delete(id);
        calls.push({ tag: 'close', id });
        // Whoever has left the bus meanwhile needs to tell nobody.
        if (wasShown) signal('NotificationClosed', 'uu', [id, 3]).catch(() => {});
        return [];
      },
    },
  });

  async function signal(member: string, signature: string, body: unknown[]): Promise<void> {
    client.bus.send(Message.newSignal(PATH, NAME, member, signature, body));
    await client.settle();
  }

  await client.bus.requestName(NAME, 0);
  return {
    calls,
    uniqueName: client.uniqueName,
    get showing() {
      return [...showing.values()];
    },
    async shown(fits = () => true) {
      const still = [...showing.values()].find(fits);
      if (still !== undefined) return still;
      const call = await calls.next((item) => item.tag === 'notify' && fits(item), calls.all.length);
      if (call.tag !== 'notify') throw new Error('unreachable');
      return call;
    },
    async withdrawn(id) {
      if (showing.has(id)) await calls.next((call) => call.tag === 'close' && call.id === id, calls.all.length);
    },
    async invoke(id, key) {
      await signal('ActionInvoked', 'us', [id, key]);
      showing.delete(id);
      await signal('NotificationClosed', 'uu', [id, 2]);
    },
    async dismiss(id, reason = 2) {
      showing.delete(id);
      await signal('NotificationClosed', 'uu', [id, reason]);
    },
    signal,
    settle: client.settle,
    hang,
    holdNextAnswer() {
      let answer = (): void => {};
      nextAnswer = new Promise((resolve) => (answer = resolve));
      return () => answer();
    },
    refuseNext() {
      refusesNext = true;
    },
    async stop() {
      hang(false);
      await client.leave();
    },
  };
}

/** Sends what looks like a daemon's signal from a program that is not the daemon, straight to its victim. */
export function forgeSignal(
  forger: BusClient,
  victim: string,
  member: string,
  signature: string,
  body: unknown[],
): void {
  const message = Message.newSignal(PATH, NAME, member, signature, body);
  message.destination = victim;
  forger.bus.send(message);
}
