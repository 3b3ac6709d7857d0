import * as z from 'zod';
import type { AskKey, ConnectionId, SessionKey } from '../ids.ts';
import type { AppView, AskDetail } from '../model/app-view.ts';
import type { DoctorReport } from '../model/doctor.ts';
import { DOCTOR_FIXES } from '../model/doctor-names.ts';
import type { JournalEntry } from '../model/journal.ts';
import { notificationSettingsSchema, settingsSchema, updateSettingsSchema } from '../model/settings.ts';
import { askKeyInput, call, out, push } from './call.ts';
import type { CallName, PushName } from './channels.ts';
import { claudeCalls } from './claude-calls.ts';
import { connectionCalls } from './connection-calls.ts';
import { happyCalls } from './happy-calls.ts';
import { sessionCalls } from './session-calls.ts';

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

/** All that window and main say to each other. */
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

  ...sessionCalls,
  ...claudeCalls,
  ...happyCalls,
  ...connectionCalls,

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
