import { connectionId, type ConnectionId, type SessionId, type SessionKey } from '../../shared/ids.ts';
import { NO_CAPABILITIES } from '../../shared/model/connection.ts';
import type { ConnectionSettings } from '../../shared/model/settings.ts';
import type { BackendEvent } from '../domain/backend-event.ts';
import type { ConnectionEntry } from '../domain/session-registry.ts';
import type { AppState } from '../domain/state.ts';
import type { Backend, BackendKit } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import type { Logger } from '../ports/logger.ts';
import type { Random } from '../ports/random.ts';
import type { TranscriptSink } from '../ports/transcripts.ts';
import type { Engine } from './engine.ts';

/** A connection to run: configured, or the practice one that Gatehouse offers itself. */
export interface RunningConnection {
  readonly settings: ConnectionSettings;
  readonly managed: boolean;
  readonly practice: boolean;
  readonly credentials: CredentialSource;
}

export interface Supervisor {
  /** Starts, restarts and stops backends until exactly these run. Unchanged ones are left alone. */
  run(connections: readonly RunningConnection[]): Promise<void>;
  backendOf(id: ConnectionId): Backend | undefined;
  /** Sessions that would end with Gatehouse. */
  readonly ownSessions: number;
  probeAll(why: 'resume' | 'unlock' | 'online'): void;
  /** Tells the backends who matters most: the session on screen, then those that ask. */
  prioritise(visible: SessionKey | null): void;
  stop(): Promise<void>;
}

interface Running {
  readonly connection: RunningConnection;
  readonly backend: Backend;
  readonly fingerprint: string;
}

export function createSupervisor(parts: {
  readonly engine: Engine;
  readonly kit: BackendKit;
  readonly transcripts: TranscriptSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Finishes what works through a connection's backend before that stops; null = nothing does. */
  readonly beforeStop?: (id: ConnectionId) => Promise<void> | null;
}): Supervisor {
  const { engine, kit, transcripts, clock, random, log } = parts;
  const running = new Map<ConnectionId, Running>();

  function begin(connection: RunningConnection, fingerprint: string): void {
    const id = connectionId(connection.settings.id);
    const emit = (event: BackendEvent): void => {
      // A backend that was stopped has no say any more.
      if (running.get(id)?.backend === backend) engine.dispatch(event);
    };
    const { credentials } = connection;
    const backend = kit.create(connection.settings, {
      connectionId: id,
      emit,
      credentials,
      transcripts,
      clock,
      random,
      log,
    });
    running.set(id, { connection, backend, fingerprint });
    log.info('connection-started', { connection: id });
  }

  async function end(id: ConnectionId): Promise<void> {
    const entry = running.get(id);
    running.delete(id);
    if (entry === undefined) return;
    const goodbye = parts.beforeStop?.(id) ?? null;
    // One that nothing works through stops at once: the next may be about to listen where it does.
    if (goodbye !== null) await goodbye;
    await entry.backend.stop();
    log.info('connection-stopped', { connection: id });
  }

  /**
   * Nobody hears its sessions any more: nothing may go on looking live until the next backend says so. What was asked on
   * this computer waited on calls and children of that backend, and is over with it; the next one tells what is there.
   */
  function forgetStanding(id: ConnectionId, kind: ConnectionSettings['kind']): void {
    engine.dispatch({ tag: 'connection-state', connectionId: id, state: { tag: 'connecting' } });
    for (const { connectionId: of, sessionId } of engine.state.registry.sessions.values()) {
      if (of !== id) continue;
      if (kind === 'local') engine.dispatch({ tag: 'session-removed', connectionId: id, sessionId });
      else engine.dispatch({ tag: 'session-link', connectionId: id, sessionId, link: { tag: 'unwatched' } });
    }
  }

  return {
    async run(connections) {
      const wanted = new Map(connections.map((connection) => [connectionId(connection.settings.id), connection]));
      const changed = [...running].filter(([id, { fingerprint }]) => {
        const next = wanted.get(id);
        return next === undefined || fingerprintOf(next) !== fingerprint;
      });
      const ending = changed.map(([id]) => end(id));
      for (const [id, { connection }] of changed) forgetStanding(id, connection.settings.kind);
      const fresh: Backend[] = [];
      for (const [id, connection] of wanted) {
        if (running.has(id) || !connection.settings.enabled) continue;
        begin(connection, fingerprintOf(connection));
        const backend = running.get(id)?.backend;
        if (backend !== undefined) fresh.push(backend);
      }
      // The state knows every connection before any of its backends speaks.
      engine.dispatch({ tag: 'connections-configured', connections: connections.map((one) => entryOf(one, running)) });
      for (const backend of fresh) backend.start();
      await Promise.all(ending);
    },
    backendOf: (id) => running.get(id)?.backend,
    get ownSessions() {
      return [...running.values()].reduce((sum, { backend }) => sum + (backend.starter?.running() ?? 0), 0);
    },
    probeAll(why) {
      for (const { backend } of running.values()) backend.probe(why);
    },
    prioritise(visible) {
      const { registry, inbox } = engine.state;
      const seen = visible === null ? undefined : registry.sessions.get(visible);
      for (const [id, { backend }] of running) {
        const asking = new Set(
          [...inbox.asks.values()]
            .filter((ask) => ask.connectionId === id && ask.state.tag !== 'settled')
            .map((ask) => ask.sessionId),
        );
        const visibleId = seen?.connectionId === id ? seen.sessionId : null;
        backend.prioritise({ visible: visibleId, asking, shared: sharedOf(id, engine.state) });
      }
    },
    async stop() {
      await Promise.all([...running.keys()].map(end));
    },
  };
}

function sharedOf(id: ConnectionId, { shares, registry }: AppState): ReadonlySet<SessionId> {
  const sessions = [...shares.keys()].flatMap((key) => registry.sessions.get(key) ?? []);
  return new Set(sessions.filter(({ connectionId: of }) => of === id).map(({ sessionId }) => sessionId));
}

function fingerprintOf({ settings, practice }: RunningConnection): string {
  return JSON.stringify([settings, practice]);
}

function entryOf(
  { settings, managed, practice }: RunningConnection,
  running: ReadonlyMap<ConnectionId, Running>,
): ConnectionEntry {
  const id = connectionId(settings.id);
  return {
    connectionId: id,
    kind: settings.kind,
    name: settings.name,
    practice,
    managed,
    viewerOnly: settings.kind !== 'local' && settings.viewerOnly,
    capabilities: running.get(id)?.backend.capabilities ?? NO_CAPABILITIES,
    state: settings.enabled ? { tag: 'connecting' } : { tag: 'off' },
  };
}
