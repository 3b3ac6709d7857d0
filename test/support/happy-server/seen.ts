/** What tests can wait for: everything that reached the server or left it, in order. */
import { Arrivals } from '../ccr-service/arrivals.ts';
import type { RouteName } from './routes.ts';

export type Scope =
  | { readonly tag: 'user-scoped' }
  | { readonly tag: 'session-scoped'; readonly sessionId: string }
  | { readonly tag: 'machine-scoped'; readonly machineId: string };

/** One request; the bearer itself is not kept. */
export interface SeenRequest {
  readonly route: RouteName | null;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly accountId: string | null;
  readonly client: string | null;
}

export interface SeenConnection {
  readonly socketId: string;
  readonly accountId: string;
  readonly scope: Scope;
  readonly appState: string | null;
  readonly client: string | null;
}

export interface SeenEvent {
  readonly socketId: string;
  readonly accountId: string;
  readonly scope: Scope;
  readonly event: string;
  readonly payload: unknown;
  readonly wantsAck: boolean;
}

export interface SeenCall {
  readonly socketId: string;
  readonly accountId: string;
  readonly method: string;
  readonly params: unknown;
  /** What the caller was told in the end. */
  readonly told: Promise<unknown>;
}

export interface Envelope {
  readonly id: string;
  readonly seq: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

export interface SentUpdate {
  readonly accountId: string;
  readonly audience: Audience;
  readonly envelope: Envelope;
}

export interface SentPush {
  readonly sessionId: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly result: 'sent' | 'suppressed' | 'no_tokens';
}

/** Sessions and machines include every user-scoped socket of the account. */
export type Audience =
  | { readonly tag: 'user' }
  | { readonly tag: 'session'; readonly id: string }
  | { readonly tag: 'machine'; readonly id: string };

export class Seen {
  readonly requests = new Arrivals<SeenRequest>();
  readonly connections = new Arrivals<SeenConnection>();
  /** Texts of `connect_error`. */
  readonly refusals = new Arrivals<string>();
  readonly disconnections = new Arrivals<{ readonly socketId: string; readonly reason: string }>();
  readonly events = new Arrivals<SeenEvent>();
  readonly calls = new Arrivals<SeenCall>();
  readonly updates = new Arrivals<SentUpdate>();
  readonly ephemerals = new Arrivals<{
    readonly accountId: string;
    readonly body: Readonly<Record<string, unknown>>;
  }>();
  readonly pushes = new Arrivals<SentPush>();
}
