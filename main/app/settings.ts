import { connectionId, type ConnectionId } from '../../shared/ids.ts';
import type { Problem } from '../../shared/model/app-view.ts';
import type { ConnectionSettings, NotificationSettings, Settings } from '../../shared/model/settings.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { TRIAL_ID } from '../domain/trial.ts';
import type { CredentialSource } from '../ports/credentials.ts';
import type { Logger } from '../ports/logger.ts';
import type { Practice, PracticePlay } from '../ports/practice.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { Engine } from './engine.ts';
import type { RunningConnection, Supervisor } from './supervisor.ts';

/** The profile's settings with the managed ones laid over them. */
export interface Merged {
  readonly settings: Settings;
  readonly managedPaths: readonly string[];
}

export const PRACTICE_ID = 'practice';

export interface LiveSettings {
  /** Takes the settings into force: state, connections, practice. */
  apply(): Promise<void>;
  change(change: Partial<Settings>): Promise<Result<null, 'managed' | 'not-saved'>>;
  readonly current: Settings;
  /**
   * Ends a connection's backend and begins it anew, as after a sign-in to another account: what was known of it, its
   * sessions included, is gone until the new one tells.
   */
  restart(id: ConnectionId): Promise<void>;
  /** Runs the practice service of the trial beside the rest; null takes it away again. */
  runTrial(service: Practice | null): Promise<void>;
  isManaged(path: string): boolean;
  readonly problems: readonly Problem[];
  stop(): Promise<void>;
}

export function createSettings(parts: {
  readonly store: SettingsStore;
  readonly merge: (profile: Settings) => Merged;
  readonly engine: Engine;
  readonly supervisor: Supervisor;
  readonly credentialsFor: (connection: ConnectionSettings) => CredentialSource;
  readonly startPractice: (play: PracticePlay) => Promise<Practice>;
  /** `yes`: on for this run, whatever is stored; `if-empty`: when nothing else is configured. */
  readonly practiceFlag: 'no' | 'yes' | 'if-empty';
  readonly log: Logger;
}): LiveSettings {
  const { store, engine, supervisor, log } = parts;
  const read = store.read();
  let profile = read.settings;
  let merged = parts.merge(profile);
  let practice: Practice | null = null;
  let trial: Practice | null = null;

  const isManaged = (path: string) => merged.managedPaths.includes(path);

  /** The window sends all members: a managed one must be as it is in force, and is not stored as the person's own. */
  function ownNotifications(wanted: NotificationSettings): Result<NotificationSettings, 'managed'> {
    const fixed = (Object.keys(wanted) as (keyof NotificationSettings)[]).filter((name) =>
      isManaged(`notifications.${name}`),
    );
    const inForce = merged.settings.notifications;
    if (fixed.some((name) => JSON.stringify(wanted[name]) !== JSON.stringify(inForce[name]))) return err('managed');
    return ok({ ...wanted, ...Object.fromEntries(fixed.map((name) => [name, profile.notifications[name]])) });
  }

  function wantsPractice(): boolean {
    if (merged.settings.practice || parts.practiceFlag === 'yes') return true;
    return parts.practiceFlag === 'if-empty' && merged.settings.connections.length === 0;
  }

  async function running(): Promise<RunningConnection[]> {
    const connections: RunningConnection[] = merged.settings.connections.map((settings) => ({
      settings,
      managed: isManaged(`connections.${settings.id}`),
      practice: false,
      credentials: parts.credentialsFor(settings),
    }));
    if (wantsPractice()) practice ??= await startPractice();
    else {
      await practice?.stop();
      practice = null;
    }
    const services = [
      { id: PRACTICE_ID, service: practice },
      { id: TRIAL_ID, service: trial },
    ];
    const own = services.flatMap(({ id, service }) =>
      service === null ? [] : practiceConnection(id, service, parts.credentialsFor),
    );
    return [...connections, ...own];
  }

  async function startPractice(): Promise<Practice | null> {
    try {
      return await parts.startPractice({ tag: 'sessions' });
    } catch (cause) {
      log.error('practice-not-started', { error: String(cause) });
      return null;
    }
  }

  async function applyNow(): Promise<void> {
    engine.dispatch({ tag: 'settings-changed', settings: merged.settings, managed: merged.managedPaths });
    await supervisor.run(await running());
  }

  async function restartNow(id: ConnectionId): Promise<void> {
    const connections = await running();
    const switchedOff = connections.map((one) =>
      connectionId(one.settings.id) === id ? { ...one, settings: { ...one.settings, enabled: false } } : one,
    );
    const ended = supervisor.run(switchedOff);
    for (const { connectionId: of, sessionId } of engine.state.registry.sessions.values()) {
      if (of === id) engine.dispatch({ tag: 'session-removed', connectionId: id, sessionId });
    }
    await Promise.all([ended, supervisor.run(connections)]);
  }

  /** One after the other: two at once would start two practice services and lose one. */
  let applying: Promise<void> = Promise.resolve();
  function inTurn(step: () => Promise<void>): Promise<void> {
    applying = applying.catch(() => undefined).then(step);
    return applying;
  }
  const apply = () => inTurn(applyNow);

  return {
    apply,
    async change(change) {
      if (Object.keys(change).some(isManaged)) return err('managed');
      const notifications = change.notifications === undefined ? null : ownNotifications(change.notifications);
      if (notifications !== null && !notifications.ok) return notifications;
      const next = { ...profile, ...change, notifications: notifications?.value ?? profile.notifications };
      try {
        store.write(next);
      } catch (cause) {
        log.error('settings-not-saved', { error: String(cause) });
        return err('not-saved');
      }
      profile = next;
      merged = parts.merge(profile);
      await apply();
      return ok(null);
    },
    get current() {
      return profile;
    },
    restart: (id) => inTurn(() => restartNow(id)),
    runTrial: (service) =>
      inTurn(async () => {
        trial = service;
        await supervisor.run(await running());
      }),
    isManaged,
    problems: read.problems,
    async stop() {
      await practice?.stop();
    },
  };
}

function practiceConnection(
  id: string,
  { baseUrl, accessToken }: Practice,
  credentialsFor: (connection: ConnectionSettings) => CredentialSource,
): RunningConnection {
  const settings: ConnectionSettings = {
    id,
    kind: 'ccr',
    name: 'Practice',
    enabled: true,
    baseUrl,
    transport: 'auto',
    viewerOnly: false,
    credentials: { accessToken },
  };
  return { settings, managed: true, practice: true, credentials: credentialsFor(settings) };
}

/** The connection with this id among the profile's own. */
export function ownConnection(settings: Settings, id: ConnectionId): ConnectionSettings | undefined {
  return settings.connections.find((connection) => connectionId(connection.id) === id);
}
