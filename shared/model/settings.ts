import * as z from 'zod';
import { isLoopbackHost } from '../loopback-host.ts';
import { LANGUAGES } from '../strings/language.ts';

const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash or underscore, at most 64');
const remoteId = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/, 'letters, digits, dash or underscore, at most 200');

/** A place in the file system; `~/` stands for the person's own folder. */
const path = z.string().min(1).max(4096);

const urlParts = /^(https?):\/\/(\[[0-9a-fA-F:.]+\]|[^/?#@:[\]\s]+)(?::\d{1,5})?(?:[/?#]|$)/i;

/** Secure everywhere but on this computer itself: a bearer token must not travel in clear. No user name, no password. */
const serviceUrl = z.url().refine((text) => {
  const [, scheme, host] = urlParts.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return false;
  return scheme.toLowerCase() === 'https' || isLoopbackHost(host);
}, 'an https URL without user name (http only for 127.0.0.1, [::1] or localhost)');

export const credentialsSchema = z.union(
  [
    /** Given in the managed configuration. Never written by us. */
    z.strictObject({ accessToken: z.string().min(1).max(8192) }),
    /** Claude Code's own file, read only. On macOS its Keychain item is read when the file is absent. */
    z.strictObject({ claudeCredentialsFile: z.string().min(1).max(4096) }),
    /** Typed in; kept in the OS keychain under the connection's id, or in memory where there is none. */
    z.strictObject({ stored: z.literal(true) }),
  ],
  '{"accessToken": "..."} or {"claudeCredentialsFile": "..."} or {"stored": true}',
);

export const ccrConnectionSchema = z.strictObject({
  id,
  kind: z.literal('ccr'),
  name: z.string().min(1).max(80),
  enabled: z.boolean().default(true),
  baseUrl: serviceUrl,
  transport: z.enum(['auto', 'websocket', 'sse']).default('auto'),
  organizationUuid: remoteId.optional(),
  /** Watch just these; without it the service's list is followed. */
  sessions: z.array(remoteId).max(1000).optional(),
  /** Look on only: never interrupt, rename or answer. */
  viewerOnly: z.boolean().default(false),
  credentials: credentialsSchema,
});

/** The public server of the Happy project. */
export const HAPPY_SERVER_URL = 'https://api.cluster-fluster.com';

const happyCredentialsSchema = z.union(
  [
    /** The account's secret key in any of its text forms. Given in the managed configuration; never written by us. */
    z.strictObject({ secretKey: z.string().min(1).max(400) }),
    /** The folder of the `happy` command on this computer, read only. */
    z.strictObject({ happyHome: path }),
    /** Linked, typed in or created here; kept in the OS keychain, or in memory where there is none. */
    z.strictObject({ stored: z.literal(true) }),
  ],
  '{"secretKey": "..."} or {"happyHome": "..."} or {"stored": true}',
);

/** An account on a Happy server: end-to-end-encrypted sessions of other computers. */
export const happyConnectionSchema = z.strictObject({
  id,
  kind: z.literal('happy'),
  name: z.string().min(1).max(80),
  enabled: z.boolean().default(true),
  serverUrl: serviceUrl.default(HAPPY_SERVER_URL),
  /** Watch just these; without it all of the account. */
  sessions: z.array(remoteId).max(1000).optional(),
  /** Look on only: never answer, interrupt or send. */
  viewerOnly: z.boolean().default(false),
  credentials: happyCredentialsSchema,
  /** Of the account that was joined last, so that another one is noticed when it is signed in to again. */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{4}(?: [0-9a-f]{4}){3}$/, 'four groups of four hex digits')
    .optional(),
});

/** The first port that the gateway for hooks tries; the next free one is taken when it is in use. */
export const GATEWAY_PORT = 47_261;

/** Claude Code on this computer. */
export const localConnectionSchema = z.strictObject({
  id,
  kind: z.literal('local'),
  name: z.string().min(1).max(80),
  enabled: z.boolean().default(true),
  /** Claude Code's own folder; without it `$CLAUDE_CONFIG_DIR`, then `~/.claude`. */
  configDir: path.optional(),
  /** The `claude` program; without it the one on the PATH, then the usual places. */
  program: path.optional(),
  port: z.int().min(1024).max(65_535).default(GATEWAY_PORT),
  /** Folders in which auto mode asks again before it uses a tool, below them too. */
  askInAutoMode: z.array(path).max(100).default([]),
});

export const connectionSchema = z.discriminatedUnion('kind', [
  ccrConnectionSchema,
  happyConnectionSchema,
  localConnectionSchema,
]);
export type ConnectionSettings = z.infer<typeof connectionSchema>;
/** The connection to this computer as it is added by itself, under an id that no other has. */
export function thisComputer(takenIds: readonly string[]): LocalSettings {
  let id = 'here';
  for (let count = 2; takenIds.includes(id); count++) id = `here-${count}`;
  return localConnectionSchema.parse({ id, kind: 'local', name: 'This computer' });
}
export type CcrSettings = z.infer<typeof ccrConnectionSchema>;
export type HappySettings = z.infer<typeof happyConnectionSchema>;
export type LocalSettings = z.infer<typeof localConnectionSchema>;

/** True where the settings themselves hold a secret: only a managed file may. */
export function holdsSecret(connection: ConnectionSettings): boolean {
  if (connection.kind === 'local') return false;
  const { credentials } = connection;
  return 'accessToken' in credentials || 'secretKey' in credentials;
}

/** The connection as the window may see it, and as it is stored. */
export function withoutSecret(connection: ConnectionSettings): ConnectionSettings {
  return connection.kind !== 'local' && holdsSecret(connection)
    ? { ...connection, credentials: { stored: true } }
    : connection;
}

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 22:30');

export const notificationSettingsSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Buttons on the notification itself; off means every notice only opens the window. */
  buttons: z.boolean().default(true),
  /** Nothing of what is asked appears outside the window. */
  hideContent: z.boolean().default(false),
  /** The same, but only for notifications and only while the screen is locked. */
  hideContentWhenLocked: z.boolean().default(false),
  sound: z.boolean().default(false),
  /** In quiet hours an ask makes its sound, though no notification comes. */
  soundInQuietHours: z.boolean().default(false),
  /** The system's do-not-disturb holds notifications back here, too. */
  followSystemQuiet: z.boolean().default(true),
  quietHours: z
    .strictObject({ enabled: z.boolean(), from: timeOfDay, to: timeOfDay })
    .default({ enabled: false, from: '22:00', to: '07:00' }),
});

export const updateSettingsSchema = z.strictObject({
  /** Look for new versions and fetch them; installing is always asked or waits for an idle moment. */
  automatic: z.boolean().default(true),
  /** Where the manifests lie, instead of the place that this build names. */
  url: serviceUrl.optional(),
});

/** The steps of the first run's guide, in order. */
export const GUIDE_STEPS = ['welcome', 'connect', 'notices', 'try', 'done'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

export const settingsSchema = z.strictObject({
  connections: z.array(connectionSchema).max(50).default([]),
  notifications: notificationSettingsSchema.default(notificationSettingsSchema.parse({})),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', ...LANGUAGES]).default('system'),
  startAtLogin: z.boolean().default(false),
  /** The built-in practice sessions. */
  practice: z.boolean().default(false),
  /** The first run's guide was finished or left. */
  guideDone: z.boolean().default(false),
  /** Where the guide goes on after it was left in the middle. */
  guideAt: z.enum(GUIDE_STEPS).default('welcome'),
  /** An Electron accelerator that opens the inbox from anywhere, such as `Ctrl+Alt+G`. */
  shortcut: z.string().min(1).max(60).nullable().default(null),
  updates: updateSettingsSchema.default(updateSettingsSchema.parse({})),
});
export type Settings = z.infer<typeof settingsSchema>;
export type NotificationSettings = Settings['notifications'];

export const defaultSettings: Settings = settingsSchema.parse({});
