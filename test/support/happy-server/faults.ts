import type { RouteName } from './routes.ts';

export type HttpFault =
  | {
      readonly tag: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }
  /** The connection is reset before anything was done. */
  | { readonly tag: 'reset' }
  /** The request is never answered, nothing is done. */
  | { readonly tag: 'hang' }
  /** The work is done, then the connection is reset instead of an answer. */
  | { readonly tag: 'lose-reply' }
  | { readonly tag: 'slow'; readonly delayMs: number };

export type AckFault =
  /** The work is done, the ack never comes. */
  | { readonly tag: 'never' }
  /** The event is lost: nothing is done, nothing is said. */
  | { readonly tag: 'lost' }
  /** The work is done at once, the ack comes when `until` does. */
  | { readonly tag: 'late'; readonly until: Promise<unknown> }
  | { readonly tag: 'twice' }
  /** Nothing is written; the ack tells the versions as they are (`update-metadata`, `update-state` and the machine's). */
  | { readonly tag: 'mismatch' }
  /** Nothing is done; the ack says this. */
  | { readonly tag: 'say'; readonly reply: unknown };

/** Events of clients; `rpc-call:permission` names a call by the end of its method. */
type EventName = string;

interface Planned<Key, Fault> {
  readonly key: Key;
  readonly fault: Fault;
  times: number;
}

/** Faults that wait for their request or event: first planned, first used. */
export class Faults {
  readonly #http: Planned<RouteName | 'any', HttpFault>[] = [];
  readonly #acks: Planned<EventName, AckFault>[] = [];

  planHttp(key: RouteName | 'any', fault: HttpFault, times: number): void {
    this.#http.push({ key, fault, times });
  }

  planAck(key: EventName, fault: AckFault, times: number): void {
    this.#acks.push({ key, fault, times });
  }

  takeHttp(route: RouteName): HttpFault | null {
    return take(this.#http, (key) => key === route || key === 'any');
  }

  takeAck(event: string, method: string | null): AckFault | null {
    return take(this.#acks, (key) => key === event || (method !== null && key === `${event}:${method}`));
  }

  clear(): void {
    this.#http.length = 0;
    this.#acks.length = 0;
  }
}

function take<Key, Fault>(planned: Planned<Key, Fault>[], matches: (key: Key) => boolean): Fault | null {
  const entry = planned.find(({ key }) => matches(key));
  if (entry === undefined) return null;
  entry.times--;
  if (entry.times <= 0) planned.splice(planned.indexOf(entry), 1);
  return entry.fault;
}
