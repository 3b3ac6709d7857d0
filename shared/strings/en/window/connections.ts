import type { ConnectionTest } from '../../../model/connection-test.ts';
import type { BackendKind, ConnectionState, SignInReason } from '../../../model/connection.ts';
import { plural } from '../figures.ts';
import { commonWords } from './common.ts';

const signInReasons: Record<SignInReason, string> = {
  'no-token': 'No token is stored for it.',
  refused: 'The service did not accept the token.',
  'credentials-file-missing':
    "Claude Code's sign-in file was not found. Sign in with Claude Code on this computer first.",
  'credentials-file-unreadable': "Claude Code's sign-in file could not be read.",
  'credentials-file-without-token': "Claude Code's sign-in file holds no token. Sign in with Claude Code again.",
  'key-unreadable': 'What is stored for it cannot be read. Sign in again.',
};

/** Where an account has a key, not a token. */
const keyReasons: Record<SignInReason, string> = {
  'no-token': 'This computer holds no key for it: it is signed out, or the key was kept in memory only.',
  refused: 'The server did not accept the key.',
  'credentials-file-missing':
    'The key file of the happy command was not found. Sign in with happy on this computer, or link with the phone.',
  'credentials-file-unreadable': 'The key file of the happy command could not be read.',
  'credentials-file-without-token':
    'The happy command of this computer holds no key that can read sessions. Link with the phone instead.',
  'key-unreadable': 'What is given as the secret key of this account is no key. Sign in again.',
};

const testProblems: Record<NonNullable<ConnectionTest['problem']>, string> = {
  unreachable: 'The service cannot be reached. Check the address and the network.',
  tls: 'The secure connection could not be trusted. Check the address and the certificate.',
  unauthorized: 'The service did not accept the token.',
  forbidden: 'The token is known, but this account may not see the sessions.',
  'not-a-ccr-service': 'Something answered, but it is not a Claude Code Remote service.',
  'not-a-happy-server': 'Something answered, but it is not a Happy server.',
  'no-token': 'There is no token to sign in with.',
  'rate-limited': 'The service asked to slow down. Try again in a minute.',
};

const keyTestProblems: Partial<typeof testProblems> = {
  unauthorized: 'The server did not accept the key.',
  forbidden: 'The server knows the account but does not let it in.',
  'no-token': 'There is no key to sign in with. Sign in first.',
};

/** @param inTime time until the next try, such as `in 4 s`. */
const stateWords = (state: ConnectionState, inTime: string): string => {
  switch (state.tag) {
    case 'off':
      return 'off';
    case 'connecting':
      return 'connecting';
    case 'live':
      return 'live';
    case 'retrying':
      return `retrying ${inTime}`;
    case 'sign-in-needed':
      return 'sign-in needed';
    case 'failed':
      return 'stopped';
  }
};

export const connectionWords = {
  region: 'Connections',
  heading: 'Connections',
  note: 'Where the sessions come from that Gatehouse watches.',
  noneTeach:
    'Sessions that run elsewhere come from an account or a server: a Happy account for what is also on your phone, or a connection for each other service. To try Gatehouse without any, turn on the practice sessions in Settings.',
  add: 'Add a connection',
  state: stateWords,
  stateDetail: (state: ConnectionState, kind: BackendKind): string | undefined => {
    if (state.tag === 'retrying' || state.tag === 'failed') return `Because ${commonWords.cause(state.cause)}.`;
    if (state.tag !== 'sign-in-needed') return undefined;
    return (kind === 'happy' ? keyReasons : signInReasons)[state.why];
  },
  sessions: (count: number): string => plural(count, 'session', 'sessions'),
  viewerOnly: 'looks on only',
  managed: 'Fixed by the managed configuration',
  kind: { ccr: 'Claude Code Remote', happy: 'Happy', local: 'On this computer' },
  retry: 'Try now',
  edit: 'Edit',
  remove: 'Remove',
  removeConfirm: (name: string): string =>
    `Remove "${name}"? Its sessions leave Gatehouse; nothing is changed on the service.`,
  removeYes: 'Yes, remove it',
  signIn: 'Sign in...',
  signInToken: 'Access token',
  signInSave: 'Sign in',
  kept: {
    keychain: 'The token is stored in the keychain of this computer.',
    memory: 'This computer has no safe keychain: the token is kept in memory until Gatehouse quits.',
  },

  formAdd: 'New connection',
  formEdit: (name: string): string => `Edit "${name}"`,
  name: 'Name',
  nameNote: 'Shown beside each of its sessions.',
  baseUrl: 'Address of the service',
  baseUrlNote: 'Starts with https://. Plain http only for this computer itself.',
  transport: 'Transport',
  transports: { auto: 'Automatic', websocket: 'WebSocket', sse: 'Server-sent events' },
  organization: 'Organization id (optional)',
  sessionIds: 'Only these sessions (optional)',
  sessionIdsNote: 'One session id a line. Empty: all sessions of the account.',
  enabled: 'Watch this connection',
  viewerOnlyLabel: 'Look on only',
  viewerOnlyNote: 'Gatehouse never answers, interrupts or renames through it.',
  moreFields: 'More',
  credentials: 'Sign-in',
  credentialChoices: {
    stored: 'An access token that I type in',
    file: "Claude Code's own sign-in on this computer",
  },
  storedNote: {
    keychain: 'Kept in the keychain of this computer, nowhere else.',
    memory: 'This computer has no safe keychain, so it is kept in memory and asked for again after a restart.',
  },
  tokenKeep: 'Leave empty to keep the one that is stored.',
  fileNote: 'Gatehouse only reads this file. It never changes, refreshes or copies it.',
  filePath: 'Sign-in file',
  terms:
    'Use this only if the terms of the account allow other apps to use its sign-in. If in doubt, ask the provider of the account first.',
  test: 'Test',
  testing: 'Testing...',
  testOk: (sessions: number | null): string =>
    sessions === null ? 'It works.' : `It works: ${plural(sessions, 'session', 'sessions')} found.`,
  testProblem: (test: ConnectionTest, kind: BackendKind): string => {
    const own = kind === 'happy' && test.problem !== null ? keyTestProblems[test.problem] : undefined;
    const known = test.problem === null ? 'The service answered, but not as expected.' : testProblems[test.problem];
    const text = own ?? known;
    return test.status === null ? text : `${text} (HTTP ${test.status})`;
  },
  save: 'Save',
  errors: {
    name: 'Enter a name of at most 80 characters.',
    baseUrl:
      'Enter an address that starts with https://, without user name or password. http is for this computer only.',
    organizationUuid: 'Only letters, digits, dashes and underscores.',
    sessions: 'Session ids have only letters, digits, dashes and underscores; one a line.',
    credentials: 'Enter the path of the sign-in file.',
    token: 'Enter the access token.',
    other: 'Check the fields.',
  },
} as const;
