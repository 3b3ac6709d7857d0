import { sessionKey, type ConnectionId, type SessionId, type SessionKey } from '../../shared/ids.ts';
import type { AccountFacts, BackendKind, Capabilities, ConnectionState } from '../../shared/model/connection.ts';
import type { SessionLink } from '../../shared/model/session.ts';
import type { BackendEvent, SessionFacts } from './backend-event.ts';
import type { LinkFacts } from './inbox-work.ts';

export interface ConnectionEntry {
  readonly connectionId: ConnectionId;
  readonly kind: BackendKind;
  readonly name: string;
  readonly practice: boolean;
  readonly managed: boolean;
  readonly viewerOnly: boolean;
  readonly capabilities: Capabilities;
  readonly state: ConnectionState;
  readonly account?: AccountFacts;
}

export interface SessionEntry {
  readonly key: SessionKey;
  readonly connectionId: ConnectionId;
  readonly sessionId: SessionId;
  readonly facts: SessionFacts;
  readonly link: SessionLink;
  /** When the present generation began; meaningless unless the link is live. */
  readonly liveSinceMs: number;
  /** The far side told its complete set of open asks in the present generation. */
  readonly listed: boolean;
  readonly malformedFrames: number;
  readonly unknownFrames: number;
}

export interface Registry {
  readonly connections: ReadonlyMap<ConnectionId, ConnectionEntry>;
  readonly sessions: ReadonlyMap<SessionKey, SessionEntry>;
}

export const emptyRegistry: Registry = { connections: new Map(), sessions: new Map() };

/** Takes in what a backend says about connections and sessions. Events about asks change nothing here but `listed`. */
export function reduceRegistry(registry: Registry, event: BackendEvent, nowMs: number): Registry {
  const connection = registry.connections.get(event.connectionId);
  if (connection === undefined) return registry; // removed while the event was under way
  switch (event.tag) {
    case 'connection-state':
      return {
        ...registry,
        connections: withEntry(registry.connections, connection.connectionId, { ...connection, state: event.state }),
      };
    case 'connection-account':
      return {
        ...registry,
        connections: withEntry(registry.connections, connection.connectionId, {
          ...connection,
          account: event.account,
        }),
      };
    case 'session-removed':
      return { ...registry, sessions: without(registry.sessions, sessionKey(event.connectionId, event.sessionId)) };
    case 'session-facts':
      return change(registry, event, (session) => ({ ...session, facts: { ...session.facts, ...event.facts } }));
    case 'session-link':
      return change(registry, event, (session) => {
        const sameGeneration =
          event.link.tag === 'live' && session.link.tag === 'live' && session.link.generation === event.link.generation;
        return {
          ...session,
          link: event.link,
          liveSinceMs: sameGeneration ? session.liveSinceMs : nowMs,
          listed: sameGeneration && session.listed,
        };
      });
    case 'frames-skipped':
      return change(registry, event, (session) => ({
        ...session,
        malformedFrames: event.malformed,
        unknownFrames: event.unknown,
      }));
    case 'open-asks-listed':
      return change(registry, event, (session) => ({ ...session, listed: true }));
    case 'asked':
    case 'ask-cancelled':
    case 'answer-seen':
    case 'effect-seen':
    case 'asks-overflowed':
      return change(registry, event, (session) => session);
  }
}

export function linkFactsOf(registry: Registry, key: SessionKey): LinkFacts {
  const session = registry.sessions.get(key);
  if (session?.link.tag !== 'live') return { tag: 'down' };
  return { tag: 'live', generation: session.link.generation, sinceMs: session.liveSinceMs, listed: session.listed };
}

/** Makes the registry hold exactly these connections, keeping the state of those that were there. */
export function configureConnections(registry: Registry, entries: readonly ConnectionEntry[]): Registry {
  const connections = new Map(entries.map((entry) => [entry.connectionId, entry]));
  for (const [id, entry] of connections) {
    const before = registry.connections.get(id);
    // One that is switched off, or was, starts anew: what it last said of itself is no longer so.
    const goesOn = before !== undefined && before.state.tag !== 'off' && entry.state.tag !== 'off';
    if (goesOn)
      connections.set(id, {
        ...entry,
        state: before.state,
        ...(before.account !== undefined && { account: before.account }),
      });
  }
  const sessions = new Map([...registry.sessions].filter(([, session]) => connections.has(session.connectionId)));
  return { connections, sessions };
}

function change(
  registry: Registry,
  of: { readonly connectionId: ConnectionId; readonly sessionId: SessionId },
  next: (session: SessionEntry) => SessionEntry,
): Registry {
  const key = sessionKey(of.connectionId, of.sessionId);
  const session = registry.sessions.get(key) ?? newSession(key, of.connectionId, of.sessionId);
  const changed = next(session);
  return changed === registry.sessions.get(key)
    ? registry
    : { ...registry, sessions: withEntry(registry.sessions, key, changed) };
}

function newSession(key: SessionKey, connectionId: ConnectionId, sessionId: SessionId): SessionEntry {
  return {
    key,
    connectionId,
    sessionId,
    facts: {},
    link: { tag: 'unwatched' },
    liveSinceMs: 0,
    listed: false,
    malformedFrames: 0,
    unknownFrames: 0,
  };
}

function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
