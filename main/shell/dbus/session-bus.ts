import { EventEmitter } from 'node:events';
import { DBusError, Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';

export interface BusSignal {
  /** Unique name of the sender, written by the bus itself: it cannot be forged. */
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: unknown[];
}

/** `refused` carries the D-Bus error name; `no-bus` also ends calls that were waiting when the bus went away. */
type BusError = { readonly code: 'no-bus' } | { readonly code: 'refused'; readonly name: string };
type BusAnswer = Result<readonly unknown[], BusError>;

/** `late`: nothing came within the limit. What comes yet is its `answer`; the end of the bus is an answer, too. */
export type BusReply = Result<
  readonly unknown[],
  BusError | { readonly code: 'late'; readonly answer: Promise<BusAnswer> }
>;

/**
 * The answer however late it comes, for those who follow what a program says: nobody waits for them, what it says is as
 * true then, and asking again would only give more to do to a program that hangs.
 */
export async function evenLate(reply: Promise<BusReply>): Promise<BusAnswer> {
  const inTime = await reply;
  if (inTime.ok) return inTime;
  const { error } = inTime;
  return error.code === 'late' ? error.answer : err(error);
}

/** The desktop session's message bus, dialled again for as long as the app runs. */
export interface SessionBus {
  readonly isUp: boolean;
  /** @param limitMs  for a caller that somebody waits for */
  call(call: BusCall, limitMs?: number): Promise<BusReply>;
  /** Everything addressed to us, forged or not: the listener judges the sender. */
  onSignal(listener: (signal: BusSignal) => void): () => void;
  /** Called at every change, and once now if the bus is already up. */
  onChange(listener: (isUp: boolean) => void): () => void;
  close(): void;
}

/**
 * What programs on D-Bus give each other by habit. Less would give up on a desktop that is only just starting, and what a
 * person looks at has limits of its own.
 */
const ANSWER_LIMIT_MS = 25 * SECOND_MS;
const HELLO_LIMIT_MS = 10 * SECOND_MS;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30 * SECOND_MS;

/** The library tells of a lost bus only on this object, which its types leave out. */
const withConnection = z.object({ _connection: z.instanceof(EventEmitter) });
const withCode = z.object({ code: z.string() });

export function openSessionBus(tools: {
  readonly clock: Clock;
  readonly log: Logger;
  readonly busAddress?: string;
}): SessionBus {
  const { clock, log } = tools;
  const signalListeners = new Set<(signal: BusSignal) => void>();
  const changeListeners = new Set<(isUp: boolean) => void>();
  let state: 'connecting' | 'up' | 'waiting' | 'closed' = 'connecting';
  let bus: MessageBus | null = null;
  let endWaitingCalls = new Set<() => void>();
  let failures = 0;
  let cancelTimer = (): void => {};

  function dial(): void {
    state = 'connecting';
    const line = sessionBus(tools.busAddress === undefined ? {} : { busAddress: tools.busAddress });
    bus = line;
    line.on('connect', () => {
      if (bus !== line || state !== 'connecting') return;
      cancelTimer();
      state = 'up';
      failures = 0;
      announce(true);
    });
    // An error event without a listener would end the process, and late ones come from lines that were given up.
    listenForErrors(line, (error) => {
      if (bus !== line) return;
      // Once up, only an error of the socket means that the line is gone; a message that cannot be read does not.
      if (state === 'connecting' || withCode.safeParse(error).success) lose(line);
      else log.warn('bus-message-unreadable');
    });
    const inner = withConnection.safeParse(line);
    if (inner.success) inner.data._connection.on('end', () => lose(line));
    line.on('message', (message) => {
      if (message.type !== MessageType.SIGNAL || bus !== line) return;
      const { sender, interface: name, member, body } = message;
      // Answers reach their callers a few microtasks after they were read; signals must not overtake them.
      setImmediate(() => {
        for (const listener of signalListeners) listener({ sender, interface: name, member, body });
      });
    });
    cancelTimer = clock.schedule(HELLO_LIMIT_MS, () => lose(line));
  }

  function lose(line: MessageBus): void {
    if (bus !== line || state === 'closed' || state === 'waiting') return;
    const wasUp = state === 'up';
    hangUp();
    state = 'waiting';
    const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures++, 10));
    log.info(wasUp ? 'bus-lost' : 'bus-unreachable', { delayMs });
    cancelTimer = clock.schedule(delayMs, dial);
    if (wasUp) announce(false);
  }

  function hangUp(): void {
    cancelTimer();
    bus?.disconnect();
    bus = null;
    const ended = endWaitingCalls;
    endWaitingCalls = new Set();
    for (const end of ended) end();
  }

  /** Waits without limit: the bus itself ends a call whose receiver went away. */
  function answerOn(line: MessageBus, call: BusCall): Promise<BusAnswer> {
    return new Promise((resolve) => {
      const end = (): void => resolve(err({ code: 'no-bus' }));
      endWaitingCalls.add(end);
      line.call(new Message({ ...call })).then(
        (reply) => {
          endWaitingCalls.delete(end);
          resolve(ok(reply?.body ?? []));
        },
        (error: unknown) => {
          endWaitingCalls.delete(end);
          resolve(err(error instanceof DBusError ? { code: 'refused', name: error.type } : { code: 'no-bus' }));
        },
      );
    });
  }

  function announce(isUp: boolean): void {
    for (const listener of changeListeners) listener(isUp);
  }

  dial();
  return {
    get isUp() {
      return state === 'up';
    },
    call(call, limitMs = ANSWER_LIMIT_MS) {
      const line = bus;
      if (line === null || state !== 'up') return Promise.resolve(err({ code: 'no-bus' }));
      const answer = answerOn(line, call);
      return new Promise((resolve) => {
        const cancelLimit = clock.schedule(limitMs, () => resolve(err({ code: 'late', answer })));
        void answer.then((inTime) => {
          cancelLimit();
          resolve(inTime);
        });
      });
    },
    onSignal(listener) {
      const entry = (signal: BusSignal): void => listener(signal);
      signalListeners.add(entry);
      return () => void signalListeners.delete(entry);
    },
    onChange(listener) {
      const entry = (isUp: boolean): void => listener(isUp);
      changeListeners.add(entry);
      if (state === 'up') listener(true);
      return () => void changeListeners.delete(entry);
    },
    close() {
      if (state === 'closed') return;
      state = 'closed';
      hangUp();
    },
  };
}

/** The library emits `error` events that its types do not know. */
function listenForErrors(line: EventEmitter, listener: (error: unknown) => void): void {
  line.on('error', listener);
}
