import * as z from 'zod';
import type { SessionKey } from '../ids.ts';
import type { PastSession } from '../model/claude-code.ts';
import { PERMISSION_MODES } from '../model/session.ts';
import type { Unshared } from '../model/sharing.ts';
import type { TranscriptPage } from '../model/transcript.ts';
import { call, connectionIdInput, keyInput, out, push, sessionKeyInput } from './call.ts';

const sessionCommandErrors = ['no-such-session', 'offline', 'not-supported', 'refused', 'timeout'] as const;

export const sessionCalls = {
  'session:watch': call(z.strictObject({ key: sessionKeyInput.nullable() }), out<null>(), []),
  'session:send-message': call(
    z.strictObject({ key: sessionKeyInput, text: z.string().min(1).max(200_000) }),
    out<null>(),
    sessionCommandErrors,
  ),
  'session:retry-draft': call(z.strictObject({ draftId: keyInput }), out<null>(), [
    'no-such-draft',
    ...sessionCommandErrors,
  ]),
  'session:discard-draft': call(z.strictObject({ draftId: keyInput }), out<null>(), ['no-such-draft']),
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
    [
      'no-such-connection',
      'not-supported',
      'no-such-folder',
      'no-program',
      'not-started',
      'no-such-session',
      'runs-elsewhere',
    ],
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
  'session:unshare': call(z.strictObject({ key: sessionKeyInput }), out<Unshared>(), ['no-such-session', 'not-saved']),
  'session:past': call(z.strictObject({ connectionId: connectionIdInput }), out<readonly PastSession[]>(), [
    'no-such-connection',
    'not-supported',
  ]),

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
  'transcript:changed':
    push(out<{ readonly key: SessionKey } & Pick<TranscriptPage, 'endIndex' | 'olderAvailable' | 'liveText'>>()),

  /** The system's own dialog; null when it was left without a choice. */
  'folder:choose': call(z.undefined(), out<{ readonly folder: string } | null>(), []),
} as const;
