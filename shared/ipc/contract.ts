import * as z from 'zod';
import type { AskKey, ConnectionId, SessionKey } from '../ids.ts';
import type { AppView, AskDetail } from '../model/app-view.ts';
import type { ClaudeCodeView, ClaudeTest, PastSession, SettingsChange } from '../model/claude-code.ts';
import type { AccountOffer, LinkOffer, TerminalAccount } from '../model/happy-account.ts';
import type { DoctorReport } from '../model/doctor.ts';
import { DOCTOR_FIXES } from '../model/doctor-names.ts';
import type { JournalEntry } from '../model/journal.ts';
import { PERMISSION_MODES } from '../model/session.ts';
import {
  ccrConnectionSchema,
  happyConnectionSchema,
  connectionSchema,
  notificationSettingsSchema,
  settingsSchema,
  updateSettingsSchema,
} from '../model/settings.ts';
import type { TranscriptPage } from '../model/transcript.ts';
import type { CallName, PushName } from './channels.ts';

/** A request from the renderer that main answers. `errors` are the codes main may answer with besides the two common ones. */
// The core type, because the compiler takes seconds to compare anything with the wide one.
function call<I extends z.core.$ZodType, O, const E extends readonly string[]>(input: I, _output: Out<O>, errors: E) {
  return { kind: 'call', input, errors, output: _output } as const;
}
/** A message main sends to the window; nobody answers it. */
function push<P>(_payload: Out<P>) {
  return { kind: 'push', payload: _payload } as const;
}
/** What main produces itself is typed, not parsed again. */
export interface Out<T> {
  readonly type?: T;
}
const out = <T>(): Out<T> => ({});

const key = z.string().min(1).max(2000);
const askKeyInput = key.transform((text) => text as AskKey);
const sessionKeyInput = key.transform((text) => text as SessionKey);
const connectionIdInput = z
  .string()
  .min(1)
  .max(64)
  .transform((text) => text as ConnectionId);

const answerText = z.string().max(100_000);
const decisionInput = z.discriminatedUnion('tag', [
  z.strictObject({
    tag: z.literal('allow'),
    editedInputJson: z.exactOptional(z.string().max(4_000_000)),
    suggestionIndex: z.exactOptional(z.int().min(0).max(4095)),
  }),
  z.strictObject({ tag: z.literal('deny'), reason: z.exactOptional(answerText), stop: z.boolean() }),
  z.strictObject({
    tag: z.literal('answer'),
    answers: z
      .array(z.strictObject({ question: answerText, answer: answerText }))
      .max(50)
      .readonly(),
  }),
  z.strictObject({ tag: z.literal('approve-plan'), mode: z.string().max(40) }),
  z.strictObject({ tag: z.literal('submit'), contentJson: z.string().max(1_000_000) }),
]);

/** A typed token rides beside the connection, never inside the settings. */
const accessToken = z.string().min(1).max(8192).optional();
const connectionForm = z.strictObject({ connection: connectionSchema, accessToken });

const hookChange = z.enum(['connect', 'disconnect']);

/** Names something that main holds while the window is busy with it. */
const handle = z.string().min(1).max(64);
const { serverUrl } = happyConnectionSchema.shape;
const accountErrors = ['unreachable', 'tls', 'not-a-happy-server', 'refused'] as const;

const sessionCommandErrors = ['no-such-session', 'offline', 'not-supported', 'refused', 'timeout'] as const;

export const contract = {
  'state:snapshot': call(z.undefined(), out<AppView>(), []),
  'state:changed': push(out<AppView>()),

  'inbox:detail': call(z.strictObject({ key: askKeyInput }), out<AskDetail>(), ['no-such-ask']),
  /** `inputHash` is the hash of what the window shows: an answer to other bytes is refused. */
  'inbox:decide': call(
    z.strictObject({ key: askKeyInput, inputHash: z.string().length(64), decision: decisionInput }),
    out<null>(),
    ['no-such-ask', 'already-decided', 'changed', 'not-offered', 'not-valid', 'not-saved'],
  ),

  'session:watch': call(z.strictObject({ key: sessionKeyInput.nullable() }), out<null>(), []),
  'transcript:read': call(
    z.strictObject({ key: sessionKeyInput, from: z.int(), count: z.int().min(1).max(500) }),
    out<TranscriptPage>(),
    ['no-such-session'],
  ),
  'transcript:older': call(
    z.strictObject({ key: sessionKeyInput }),
    out<{ readonly added: number }>(),
    sessionCommandErrors,
  ),
  /** Tells that the watched session's transcript grew; the window reads what it shows. */
  'transcript:changed': push(out<{ readonly key: SessionKey; readonly endIndex: number; readonly liveText: string }>()),

  'session:send-message': call(
    z.strictObject({ key: sessionKeyInput, text: z.string().min(1).max(200_000) }),
    out<null>(),
    sessionCommandErrors,
  ),
  'session:retry-draft': call(z.strictObject({ draftId: key }), out<null>(), [
    'no-such-draft',
    ...sessionCommandErrors,
  ]),
  'session:discard-draft': call(z.strictObject({ draftId: key }), out<null>(), ['no-such-draft']),
  'session:interrupt': call(z.strictObject({ key: sessionKeyInput }), out<null>(), sessionCommandErrors),
  'session:set-mode': call(
    z.strictObject({ key: sessionKeyInput, mode: z.string().min(1).max(40) }),
    out<null>(),
    sessionCommandErrors,
  ),
  'session:set-model': call(
    z.strictObject({ key: sessionKeyInput, model: z.string().min(1).max(200) }),
    out<null>(),
    sessionCommandErrors,
  ),
  'session:rename': call(
    z.strictObject({ key: sessionKeyInput, title: z.string().min(1).max(200) }),
    out<null>(),
    sessionCommandErrors,
  ),
  'session:archive': call(z.strictObject({ key: sessionKeyInput }), out<null>(), sessionCommandErrors),
  'session:mark-read': call(z.strictObject({ key: sessionKeyInput }), out<null>(), sessionCommandErrors),
  'session:reconnect': call(z.strictObject({ key: sessionKeyInput }), out<null>(), ['no-such-session']),

  'session:end': call(z.strictObject({ key: sessionKeyInput }), out<null>(), sessionCommandErrors),
  'session:resume': call(z.strictObject({ key: sessionKeyInput }), out<null>(), sessionCommandErrors),
  /** Brings its terminal to the front; where the system allows none of that, its folder is shown. */
  'session:reveal': call(z.strictObject({ key: sessionKeyInput }), out<null>(), sessionCommandErrors),
  /** The message of `not-started` holds what the program itself said. */
  'session:start': call(
    z.strictObject({
      connectionId: connectionIdInput,
      folder: z.string().min(1).max(4096),
      prompt: z.string().max(200_000),
      model: z.string().min(1).max(200).optional(),
      mode: z.enum(PERMISSION_MODES),
      resume: z.uuid().optional(),
    }),
    out<{ readonly key: SessionKey }>(),
    ['no-such-connection', 'not-supported', 'no-such-folder', 'no-program', 'not-started', 'no-such-session'],
  ),
  /** Takes control from the session's own terminal, or gives it back. */
  'session:hand-over': call(
    z.strictObject({ key: sessionKeyInput, to: z.enum(['here', 'terminal']) }),
    out<null>(),
    sessionCommandErrors,
  ),
  /** Shares a session of this computer with the other devices of an account; again = with other wishes. */
  'session:share': call(
    z.strictObject({ key: sessionKeyInput, connectionId: connectionIdInput, files: z.boolean() }),
    out<null>(),
    ['no-such-session', 'no-such-connection', 'not-supported', 'not-saved'],
  ),
  /** Ends it there. `remaining`: messages that could not be delivered before. */
  'session:unshare': call(z.strictObject({ key: sessionKeyInput }), out<{ readonly remaining: number }>(), [
    'no-such-session',
    'not-saved',
  ]),
  'session:past': call(z.strictObject({ connectionId: connectionIdInput }), out<readonly PastSession[]>(), [
    'no-such-connection',
    'not-supported',
  ]),
  /** The system's own dialog; null when it was left without a choice. */
  'folder:choose': call(z.undefined(), out<{ readonly folder: string } | null>(), []),

  'claude:look': call(z.undefined(), out<ClaudeCodeView>(), []),
  'claude:preview': call(z.strictObject({ change: hookChange }), out<SettingsChange>(), ['unreadable']),
  /** Also adds or removes the connection to this computer. Bound to the file that was previewed. */
  'claude:apply': call(z.strictObject({ change: hookChange, beforeHash: z.string().length(64) }), out<null>(), [
    'unreadable',
    'changed',
    'not-written',
    'managed',
    'not-saved',
  ]),
  /** Takes as long as the person takes to answer, two minutes at most. */
  'claude:test': call(z.undefined(), out<ClaudeTest>(), []),

  /** Begins to link this computer to an account; a link that was begun before is over. */
  'happy:link': call(z.strictObject({ serverUrl }), out<LinkOffer>(), accountErrors),
  /** Waits for the other device, two minutes at most. */
  'happy:linked': call(z.strictObject({ linkId: handle }), out<AccountOffer>(), [
    'expired',
    'cancelled',
    'not-readable',
    ...accountErrors,
  ]),
  'happy:cancel-link': call(z.strictObject({ linkId: handle }), out<null>(), []),
  /** Looks at the account of a typed key. A key that no account has makes one: `sessions` and `computers` are 0 then. */
  'happy:read-key': call(z.strictObject({ serverUrl, key: z.string().min(1).max(400) }), out<AccountOffer>(), [
    'not-a-key',
    ...accountErrors,
  ]),
  'happy:create': call(z.strictObject({ serverUrl }), out<AccountOffer>(), accountErrors),
  'happy:look-at-terminal': call(z.undefined(), out<TerminalAccount>(), []),
  /** Keeps the key of an offered account and saves its connection, or signs a known connection in with it. */
  'happy:join': call(
    z.strictObject({ accountId: handle, connection: happyConnectionSchema }),
    out<{ readonly kept: 'keychain' | 'memory' }>(),
    ['no-such-account', 'managed', 'not-saved', 'id-taken'],
  ),
  /** Copies the recovery key, or saves it to a file that the system's dialog asks for. Null = the dialog was left. */
  'happy:keep-key': call(
    z.strictObject({
      of: z.union([z.strictObject({ accountId: handle }), z.strictObject({ connectionId: connectionIdInput })]),
      way: z.enum(['clipboard', 'file']),
    }),
    out<{ readonly kept: boolean }>(),
    ['no-such-account', 'no-key', 'not-written'],
  ),
  /** Deletes the key from this computer. The connection stays, signed out. */
  'happy:sign-out': call(z.strictObject({ connectionId: connectionIdInput }), out<null>(), [
    'managed',
    'no-such-connection',
    'not-saved',
  ]),

  /** `not-confirmed`: it would take another program's sign-in to a host that the person did not agree to. */
  'connection:save': call(connectionForm, out<null>(), ['managed', 'not-saved', 'id-taken', 'not-confirmed']),
  'connection:test': call(
    z.strictObject({
      connection: z.discriminatedUnion('kind', [ccrConnectionSchema, happyConnectionSchema]),
      accessToken,
    }),
    out<ConnectionTest>(),
    ['not-confirmed'],
  ),
  'connection:remove': call(z.strictObject({ connectionId: connectionIdInput }), out<null>(), [
    'managed',
    'no-such-connection',
    'not-saved',
    'not-written',
  ]),
  'connection:retry': call(z.strictObject({ connectionId: connectionIdInput }), out<null>(), ['no-such-connection']),
  'connection:sign-in': call(
    z.strictObject({ connectionId: connectionIdInput, accessToken: z.string().min(1).max(8192) }),
    out<{ readonly kept: 'keychain' | 'memory' }>(),
    ['managed', 'no-such-connection', 'not-saved'],
  ),

  'journal:search': call(
    z.strictObject({ text: z.string().max(200), before: z.int().nullable(), count: z.int().min(1).max(200) }),
    out<{ readonly entries: readonly JournalEntry[]; readonly next: number | null }>(),
    [],
  ),
  /** Asks for a place with the system's own dialog and writes JSON lines there. */
  'journal:export': call(z.undefined(), out<{ readonly written: number } | null>(), ['not-written']),

  'settings:change': call(
    z.strictObject({
      notifications: z.exactOptional(notificationSettingsSchema),
      theme: z.exactOptional(settingsSchema.shape.theme.removeDefault()),
      language: z.exactOptional(settingsSchema.shape.language.removeDefault()),
      startAtLogin: z.exactOptional(z.boolean()),
      practice: z.exactOptional(z.boolean()),
      guideDone: z.exactOptional(z.boolean()),
      guideAt: z.exactOptional(settingsSchema.shape.guideAt.removeDefault()),
      shortcut: z.exactOptional(settingsSchema.shape.shortcut.removeDefault()),
      updates: z.exactOptional(updateSettingsSchema),
    }),
    out<null>(),
    ['managed', 'not-saved', 'shortcut-taken', 'shortcut-not-possible'],
  ),
  'doctor:look': call(z.undefined(), out<DoctorReport>(), []),
  /** Asks for a place with the system's own dialog and writes what may be sent to somebody. Null = the dialog was left. */
  'doctor:export': call(z.undefined(), out<{ readonly written: true } | null>(), ['not-written']),
  /** Opens the place of the system, or of this window, that mends it. */
  'doctor:fix': call(z.strictObject({ fix: z.enum(DOCTOR_FIXES) }), out<null>(), ['not-available']),

  /** Sends a practice ask on the way of a real one; `trial` of the view tells how far it came. A second one replaces it. */
  'trial:start': call(z.undefined(), out<null>(), ['not-started']),
  'trial:end': call(z.undefined(), out<null>(), []),

  'update:check': call(z.undefined(), out<null>(), ['off']),
  /** Installs what is ready and starts again. Refused while somebody could lose an answer. */
  'update:install': call(z.undefined(), out<null>(), ['not-ready', 'asks', 'answers', 'own-sessions']),
  /** What the version that runs for the first time brought was seen. */
  'update:seen': call(z.undefined(), out<null>(), []),

  'notifications:pause': call(z.strictObject({ untilMs: z.number().nullable() }), out<null>(), []),
  /** Lets the person hear the sound of an ask. */
  'sound:play': call(z.undefined(), out<null>(), []),
  'problem:dismiss': call(z.strictObject({ id: z.string().max(200) }), out<null>(), []),
  /** Opens a link of a transcript in the browser; main shows the real host and asks first. */
  'link:open': call(z.strictObject({ url: z.string().max(4000) }), out<null>(), ['not-allowed']),
  /** Main asks the window to show a place: from a notification, the tray or a deep link. */
  'window:show': push(out<Place>()),
} as const satisfies Record<CallName, { kind: 'call' }> & Record<PushName, { kind: 'push' }>;

export interface ConnectionTest {
  readonly reached: boolean;
  readonly sessions: number | null;
  readonly problem:
    | 'unreachable'
    | 'tls'
    | 'unauthorized'
    | 'forbidden'
    | 'not-a-ccr-service'
    | 'not-a-happy-server'
    | 'no-token'
    | 'rate-limited'
    | null;
  readonly status: number | null;
}

export type Place =
  | { readonly tag: 'inbox'; readonly ask?: AskKey; readonly intent?: 'deny-with-reason' }
  /** `start`: with the form for a new session open. */
  | { readonly tag: 'sessions'; readonly start?: true }
  | { readonly tag: 'session'; readonly key: SessionKey }
  | { readonly tag: 'connections'; readonly signIn?: ConnectionId }
  | { readonly tag: 'journal' }
  | { readonly tag: 'settings' }
  | { readonly tag: 'guide' }
  | { readonly tag: 'doctor' };
