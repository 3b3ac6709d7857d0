import { isLoopbackHost } from '../../../shared/loopback-host.ts';
import { HAPPY_SERVER_URL, type ConnectionSettings, type Settings } from '../../../shared/model/settings.ts';

const isGiven = (value: unknown) => value !== undefined && value !== null;

/** The settings as they may be sent to somebody: kinds, switches and numbers; no name, address, path or secret. */
export function toldSettings(settings: Settings): Record<keyof Settings, unknown> {
  // A new setting does not compile until somebody has decided how it may be told.
  return {
    connections: settings.connections.map(toldConnection),
    notifications: settings.notifications,
    theme: settings.theme,
    language: settings.language,
    startAtLogin: settings.startAtLogin,
    practice: settings.practice,
    guideDone: settings.guideDone,
    guideAt: settings.guideAt,
    shortcut: isGiven(settings.shortcut),
    updates: { automatic: settings.updates.automatic, url: isGiven(settings.updates.url) },
  };
}

function toldConnection(connection: ConnectionSettings): Readonly<Record<string, unknown>> {
  const { kind, enabled } = connection;
  switch (connection.kind) {
    case 'ccr':
      return {
        kind,
        enabled,
        address: toldAddress(connection.baseUrl),
        transport: connection.transport,
        organization: isGiven(connection.organizationUuid),
        sessions: connection.sessions?.length ?? 'all',
        viewerOnly: connection.viewerOnly,
        credentials: toldCredentials(connection.credentials),
      };
    case 'happy':
      return {
        kind,
        enabled,
        address: connection.serverUrl === HAPPY_SERVER_URL ? 'the public server' : toldAddress(connection.serverUrl),
        sessions: connection.sessions?.length ?? 'all',
        viewerOnly: connection.viewerOnly,
        credentials: toldCredentials(connection.credentials),
        fingerprint: isGiven(connection.fingerprint),
      };
    case 'local':
      return {
        kind,
        enabled,
        configDir: isGiven(connection.configDir),
        program: isGiven(connection.program),
        port: connection.port,
        askInAutoMode: connection.askInAutoMode.length,
      };
  }
}

/** `https`, `http on this computer` */
function toldAddress(url: string): string {
  const { protocol, hostname } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  return isLoopbackHost(hostname) ? `${scheme} on this computer` : scheme;
}

/** Which form it has, and nothing of what stands in it. */
function toldCredentials(credentials: object): string {
  const forms = ['accessToken', 'claudeCredentialsFile', 'secretKey', 'happyHome', 'stored'] as const;
  return forms.find((form) => form in credentials) ?? '?';
}
