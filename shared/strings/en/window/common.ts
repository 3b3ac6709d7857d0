import type { CallErrorCode, CallName } from '../../../ipc/types.ts';
import type { CertificateFault, LinkCause } from '../../../model/session.ts';
import type { Span } from '../../figures.ts';
import { dayAndTime, exactTime, number, plural } from '../figures.ts';

/** What went wrong, and what to do about it. One line per code of the IPC contract. */
const callErrors: Record<CallErrorCode<CallName>, string> = {
  'bad-request': 'Gatehouse could not use what was entered. Check the fields and try again.',
  internal: 'Something went wrong inside Gatehouse. Try again; if it stays, restart Gatehouse.',
  'no-such-ask': 'This request has already ended.',
  'already-decided': 'This was already decided. The first decision stands.',
  changed: 'What it asks has changed since it was shown. Look at it again, then decide.',
  'not-offered': 'This choice is not offered for this request.',
  'not-valid': 'The session would not understand this input. Check it and try again.',
  'not-saved': 'It could not be stored on disk, so nothing was sent or changed. Free some space and try again.',
  'no-such-session': 'This session is gone.',
  offline: 'The session cannot be reached right now. Nothing was sent.',
  'not-supported': 'This session does not support that.',
  refused: 'The session service refused that.',
  timeout: 'The session did not answer in time. It may still have received it.',
  'no-such-draft': 'This message is no longer waiting.',
  managed: 'This is fixed by the managed configuration. Ask whoever looks after this computer.',
  'id-taken': 'Another connection already has this name. Choose another one.',
  'not-confirmed': 'You did not agree to sign in there, so nothing was sent or changed.',
  'no-such-connection': 'This connection is gone.',
  'not-written': 'The file could not be written. Choose another place.',
  'not-allowed': 'Gatehouse does not open links of this kind.',
  unreadable: "Claude Code's settings file cannot be read, so it was left alone.",
  'no-such-folder': 'There is no such folder.',
  'runs-elsewhere': 'This conversation still runs elsewhere on this computer.',
  'no-program': 'Claude Code was not found on this computer.',
  'not-started': 'Claude Code could not be started.',
  unreachable: 'The server cannot be reached. Check the address and the network.',
  tls: 'The secure connection could not be trusted. Check the address and the certificate.',
  'not-a-happy-server': 'Something answered, but it is not a Happy server. Check the address.',
  expired: 'The code is no longer good: it was not used in time. Make a new one.',
  cancelled: 'This was cancelled, or begun again elsewhere.',
  'not-readable': 'The other device answered, but not with a key that can be read. Make a new code and try again.',
  'not-a-key':
    'This is not a secret key. It has 52 letters and digits in groups of five, or 43 characters in one piece.',
  'no-such-account': 'This took too long, or was done already. Begin again.',
  'no-key': 'There is no key of this account on this computer. Sign in first.',
  'not-available': 'This system has no such place.',
  off: 'Gatehouse does not update itself here.',
  'not-ready': 'There is no new version ready to install.',
  asks: 'A permission request waits. Answer it first; nothing restarts before.',
  answers: 'An answer is still on its way. Gatehouse restarts once it has left.',
  'shortcut-taken': 'Another program already uses these keys, so nothing was changed. Choose others.',
  'shortcut-not-possible': 'This system does not let Gatehouse use these keys, so nothing was changed.',
  'own-sessions': 'Sessions that you started here are still running. They would end.',
};

const causes: Record<LinkCause['code'], string> = {
  unreachable: 'the service cannot be reached',
  refused: 'the service refused the connection',
  timeout: 'the service did not answer in time',
  silent: 'the service went silent',
  closed: 'the service closed the connection',
  unauthorized: 'the sign-in was not accepted',
  forbidden: 'this account may not see it',
  'session-gone': 'the session no longer exists',
  'rate-limited': 'the service asked to slow down',
  'server-error': 'the service has a problem',
  tls: 'the secure connection could not be trusted',
  'too-large': 'a message was too large',
  protocol: 'the service sent something unreadable',
  gap: 'part of the conversation was missed',
  'agent-unreachable': 'the service took it, but the agent behind it did not answer',
  'no-port': 'this computer has no free port for the hooks of Claude Code',
};

const certificates: Record<CertificateFault, string> = {
  expired: 'its certificate has expired',
  'not-yet-valid': 'its certificate is not valid yet, or the clock of this computer is wrong',
  'self-signed': 'its certificate is self-signed',
  'unknown-authority': 'its certificate comes from an authority that this computer does not know',
  'wrong-host': 'its certificate is for another address',
  revoked: 'its certificate was revoked',
};

function causeWords({ code, status, certificate }: LinkCause): string {
  if (certificate !== undefined) return `${causes[code]}: ${certificates[certificate]}`;
  return status === undefined ? causes[code] : `${causes[code]} (${status})`;
}

const units = { second: 's', minute: 'min', hour: 'h' } as const;

const spanWords = ({ unit, count }: Span): string =>
  unit === 'day' ? plural(count, 'day', 'days') : `${number(count)} ${units[unit]}`;

export const commonWords = {
  practice: 'Practice',
  practiceNote: 'A practice session of Gatehouse itself. Nothing real happens.',
  quotes: { open: '“', close: '”' },
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  loading: 'Loading...',
  opening: 'Opening...',
  callError: (code: CallErrorCode<CallName>): string => callErrors[code],
  cause: causeWords,
  span: spanWords,
  ago: (span: Span): string => `${spanWords(span)} ago`,
  inTime: (span: Span): string => `in ${spanWords(span)}`,
  dayAndTime,
  exactTime,
  justNow: 'just now',
  gapOf: { space: 'spaces', tab: 'tabs', line: 'line breaks' },
  hiddenCharacter: (label: string): string => `hidden character ${label}`,
  confusable: (text: string, label: string): string => `look-alike letter ${text} ${label}`,
  imageNotShown: (alt: string): string => `Image not shown: ${alt}`,
  opensInBrowser: 'Opens in the browser',
  modes: {
    default: 'Ask as usual',
    acceptEdits: 'Edit files without asking',
    plan: 'Plan only',
    auto: 'Auto: decide by itself',
    dontAsk: 'Deny without asking',
    bypassPermissions: 'Do everything without asking',
  } as Readonly<Record<string, string>>,
} as const;
