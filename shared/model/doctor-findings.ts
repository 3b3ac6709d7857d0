import type { CertificateFault, LinkCause } from './session.ts';
import type { DoctorCheckId, DoctorFix } from './doctor-names.ts';

export type DoctorState = 'good' | 'notice' | 'bad' | 'unknown';

/** How grave a finding is, and which place mends it. */
interface Finding {
  readonly state: DoctorState;
  readonly fix: DoctorFix | null;
}

const good: Finding = { state: 'good', fix: null };
const unknown: Finding = { state: 'unknown', fix: null };
const notice = (fix: DoctorFix | null = null): Finding => ({ state: 'notice', fix });
const bad = (fix: DoctorFix | null = null): Finding => ({ state: 'bad', fix });

const linkFindings = {
  unreachable: bad('connections'),
  refused: bad('connections'),
  timeout: bad('connections'),
  silent: bad('connections'),
  closed: bad('connections'),
  unauthorized: bad('connections'),
  forbidden: bad('connections'),
  'session-gone': notice('connections'),
  'rate-limited': notice(),
  'server-error': bad('connections'),
  tls: bad('connections'),
  'too-large': bad('connections'),
  protocol: bad('connections'),
  gap: notice(),
  'agent-unreachable': notice('connections'),
  'no-port': bad('connections'),
} as const satisfies Record<LinkCause['code'], Finding>;

const certificateFindings = {
  'certificate-expired': bad('connections'),
  'certificate-not-yet-valid': bad('system-clock'),
  'certificate-self-signed': bad('connections'),
  'certificate-unknown-authority': bad('connections'),
  'certificate-wrong-host': bad('connections'),
  'certificate-revoked': bad('connections'),
} as const satisfies Record<`certificate-${CertificateFault}`, Finding>;

/**
 * Everything the Doctor can find, by check. The codes are stable: they stand in exports and in the output of `--doctor`
 * (docs/doctor.md). Words for each are in shared/strings; a missing one does not compile.
 */
export const DOCTOR_FINDINGS = {
  runtime: { known: good, 'went-wrong': notice() },
  sandbox: { on: good, off: bad(), 'not-told': unknown },
  install: {
    deb: good,
    rpm: good,
    appimage: good,
    archive: good,
    installer: good,
    source: good,
    flatpak: notice(),
    snap: notice(),
  },
  notifications: {
    buttons: good,
    shown: good,
    'no-buttons': notice(),
    'no-bus': bad(),
    'no-daemon': bad('system-notifications'),
    'not-answering': bad('system-notifications'),
    'fenced-in': bad(),
    'banners-off': bad('system-notifications'),
    'program-off': bad('system-notifications'),
    'switched-off': notice('settings'),
    'content-hidden': good,
    'not-on-lock-screen': notice('system-notifications'),
    'lock-screen-without-content': good,
    'not-told': unknown,
  },
  'do-not-disturb': {
    off: good,
    'system-on': notice('system-do-not-disturb'),
    paused: notice('settings'),
    'quiet-hours': notice('settings'),
    'not-told': unknown,
  },
  tray: {
    there: good,
    'no-bus': bad(),
    'fenced-in': bad(),
    'no-host-gnome': bad('tray-extension'),
    'no-host-kde': bad(),
    'no-host-xfce': bad(),
    'no-host-mate': bad(),
    'no-host-cinnamon': bad(),
    'no-host-lxqt': bad(),
    'no-host-bar': bad(),
    'no-host': bad(),
  },
  keychain: {
    encrypts: good,
    absent: notice('keychain-help'),
    locked: notice('keychain-help'),
    'not-used': notice(),
    'basic-text': notice('keychain-help'),
    'no-bus': notice(),
    'not-told': unknown,
  },
  connections: {
    none: notice('connections'),
    live: good,
    connecting: notice(),
    off: good,
    'not-asked': unknown,
    'no-token': bad('connections'),
    'sign-in-refused': bad('connections'),
    'credentials-file-missing': bad('connections'),
    'credentials-file-unreadable': bad('connections'),
    'credentials-file-without-token': bad('connections'),
    'key-unreadable': bad('connections'),
    ...linkFindings,
    ...certificateFindings,
  },
  hooks: {
    connected: good,
    resting: good,
    'not-connected': notice('claude-code'),
    'no-gateway': bad('connections'),
    damaged: bad('claude-code'),
    outdated: notice('claude-code'),
    unreadable: bad('claude-code'),
    'hooks-disabled': bad('claude-code'),
    'managed-only': bad(),
    'url-not-allowed': bad(),
    'settings-are-linked': notice('claude-code'),
    'settings-ignored': bad('claude-code'),
    'proxy-in-settings': notice('claude-code'),
    'proxy-around': notice('claude-code'),
    'not-told': unknown,
  },
  'claude-code': {
    found: good,
    'found-older': notice(),
    'not-found': notice('claude-code'),
    unreadable: notice('claude-code'),
    'not-told': unknown,
  },
  disk: {
    enough: good,
    little: notice('profile-folder'),
    full: bad('profile-folder'),
    'read-only': bad('profile-folder'),
    'not-stored': bad('profile-folder'),
    'records-cut': notice('profile-folder'),
    'not-told': unknown,
  },
  clock: {
    right: good,
    ahead: notice('system-clock'),
    behind: notice('system-clock'),
    wrong: bad('system-clock'),
    'not-told': unknown,
  },
  config: {
    none: good,
    used: good,
    unreadable: bad(),
    invalid: bad(),
    'given-twice': notice(),
    'newer-version': bad(),
    'settings-set-aside': notice('profile-folder'),
    'open-to-others': notice(),
  },
  updates: {
    current: good,
    checking: good,
    downloading: good,
    ready: notice('settings'),
    available: notice('settings'),
    installing: good,
    'not-packaged': good,
    'by-package-manager': good,
    'no-channel': good,
    'switched-off': notice('settings'),
    managed: good,
    unreachable: notice('settings'),
    'not-readable': bad('settings'),
    'not-signed': bad('settings'),
    'wrong-signature': bad('settings'),
    expired: bad('settings'),
    older: bad('settings'),
    'other-system': bad('settings'),
    truncated: notice('settings'),
    tampered: bad('settings'),
    'no-room': bad('profile-folder'),
    refused: notice('settings'),
    'not-installed': bad('settings'),
    'not-told': unknown,
  },
  shortcut: {
    off: good,
    on: good,
    taken: notice('settings'),
    'not-possible': notice('settings'),
    'not-told': unknown,
  },
} as const satisfies Record<DoctorCheckId, Readonly<Record<string, Finding>>>;

export type DoctorFinding<C extends DoctorCheckId> = keyof (typeof DOCTOR_FINDINGS)[C] & string;
