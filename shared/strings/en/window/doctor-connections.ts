import type { DoctorWords } from '../../doctor-sentence.ts';

const network = 'Look at the network, the address and, if there is one, the proxy.';
const later = 'Nothing to do: Gatehouse tries again by itself.';
const signIn = 'Sign in again under Connections.';
const tellService = 'If it stays so, tell whoever runs the service.';
const askService = 'Ask whoever runs the service.';
const untrusted = '{connection}: the secure connection is not trusted';

/** How each connection stands. `{connection}` is its name in the window, and its number in an export. */
export const doctorConnections: Pick<DoctorWords['findings'], 'connections'> = {
  connections: {
    none: { says: 'Nothing is connected yet.', todo: 'Connect Claude Code or a service under Connections.' },
    live: { says: '{connection}: connected.' },
    connecting: { says: '{connection}: is being connected.' },
    off: { says: '{connection}: switched off.' },
    'not-asked': {
      says: '{connection}: not asked. Only a running Gatehouse knows, under “Check this computer” in its window.',
    },
    'no-token': { says: '{connection}: nobody is signed in.', todo: signIn },
    'sign-in-refused': { says: '{connection}: the service no longer accepts the sign-in.', todo: signIn },
    'credentials-file-missing': {
      says: '{connection}: the file with the sign-in is not there.',
      todo: 'Sign in with the program that writes it, such as “claude” in a terminal.',
    },
    'credentials-file-unreadable': {
      says: '{connection}: the file with the sign-in cannot be read.',
      todo: 'Look at its rights, or sign in again with the program that writes it.',
    },
    'credentials-file-without-token': {
      says: '{connection}: the file with the sign-in holds none.',
      todo: 'Sign in with the program that writes it, such as “claude” in a terminal.',
    },
    'key-unreadable': { says: '{connection}: what was given as a secret key is none.', todo: signIn },
    unreachable: { says: '{connection}: the service cannot be reached.', todo: network },
    refused: { says: '{connection}: the service refuses connections.', todo: network },
    timeout: { says: '{connection}: the service does not answer in time.', todo: network },
    silent: { says: '{connection}: the service went silent.', todo: network },
    closed: { says: '{connection}: the service closes the connection.', todo: tellService },
    unauthorized: { says: '{connection}: the sign-in was not accepted.', todo: signIn },
    forbidden: { says: '{connection}: this account may not see it.', todo: 'Sign in with another account.' },
    'session-gone': { says: '{connection}: the service does not know it any more.', todo: 'Look at its settings.' },
    'rate-limited': { says: '{connection}: the service asked to slow down.', todo: later },
    'server-error': { says: '{connection}: the service has a problem (status {status}).', todo: tellService },
    tls: {
      says: '{connection}: the secure connection is not trusted.',
      todo: 'Look at the address, and whether a proxy reads along.',
    },
    'too-large': { says: '{connection}: the service sent a message that is too large.', todo: tellService },
    protocol: {
      says: '{connection}: the service sends what cannot be read.',
      todo: 'Look at the address and its kind.',
    },
    gap: { says: '{connection}: part of a conversation was missed.', todo: later },
    'agent-unreachable': {
      says: '{connection}: the service is there, the agent behind it is not.',
      todo: 'Look whether its computer is on.',
    },
    'no-port': {
      says: '{connection}: this computer has no free port for the hooks of Claude Code.',
      todo: 'Choose another port in the connection to this computer.',
    },
    'certificate-expired': { says: `${untrusted}: its certificate has expired.`, todo: askService },
    'certificate-not-yet-valid': {
      says: `${untrusted}: its certificate is not valid yet.`,
      todo: 'Most often the clock of this computer is wrong.',
    },
    'certificate-self-signed': {
      says: `${untrusted}: its certificate is self-signed.`,
      todo: 'Use an address with a certificate that this computer knows.',
    },
    'certificate-unknown-authority': {
      says: `${untrusted}: this computer does not know who made its certificate.`,
      todo: 'A company proxy may read along. Ask whoever looks after this computer.',
    },
    'certificate-wrong-host': {
      says: `${untrusted}: its certificate is for another address.`,
      todo: 'Look at the address.',
    },
    'certificate-revoked': { says: `${untrusted}: its certificate was revoked.`, todo: askService },
  },
};
