import type { Problem, SessionView } from '../../../model/app-view.ts';
import { number, plural } from '../figures.ts';

const problemTitles: Record<Problem['code'], string> = {
  'config-unreadable': 'The managed configuration could not be read',
  'config-invalid': 'The managed configuration has a mistake',
  'config-given-twice': 'The managed configuration is named twice',
  'config-newer-version': 'The managed configuration is from a newer version',
  'settings-set-aside': 'The settings file was damaged and has been set aside',
  'outbox-truncated': 'A damaged end of the stored decisions was cut off',
  'journal-truncated': 'A damaged end of the journal was cut off',
  'no-keychain': 'This computer has no keychain that really encrypts',
  'no-notifications': 'Notifications cannot be shown',
  'no-notification-buttons': 'Notifications have no buttons here',
  'no-tray': 'There is no place for a tray icon',
  'storage-failed': 'Gatehouse cannot write to its folder',
  'update-not-trusted': 'A new version was refused, because it cannot be trusted',
  'update-not-installed': 'The new version could not be installed',
  bug: 'Something went wrong inside Gatehouse',
};

const problemAdvice: Record<Problem['code'], string> = {
  'config-unreadable': 'Check that the file exists and may be read, then start Gatehouse again. The rest works.',
  'config-invalid': 'Correct the place named here, then start Gatehouse again. The rest of it is in use.',
  'config-given-twice': 'Name it once, by --config or by GATEHOUSE_CONFIG. The one named here is in use.',
  'config-newer-version': 'Update Gatehouse, or use a configuration made for this version.',
  'settings-set-aside': 'Defaults are in use. The old file is kept beside the new one.',
  'outbox-truncated': 'Look at the sessions named in the journal: a decision may have to be made again.',
  'journal-truncated': 'Older entries are kept. Nothing needs to be done.',
  'no-keychain': 'Typed tokens and keys of accounts are kept in memory only and are asked for again after a restart.',
  'no-notifications': 'Keep an eye on the tray icon, or leave this window open.',
  'no-notification-buttons': 'Click a notification to answer here, or answer from the tray.',
  'no-tray': 'Keep this window open, or install a tray extension for your desktop.',
  'storage-failed':
    'Free some space and check the rights of the folder. Decisions are not sent until they can be stored.',
  'update-not-trusted':
    'Nothing was changed. Settings says what was wrong. If it stays, get new versions from where you first got Gatehouse.',
  'update-not-installed': 'The earlier version goes on. Look at Settings, under Updates, and try again.',
  bug: 'Gatehouse goes on. If it happens again, restart it and report what it says here.',
};

const groups: Record<SessionView['group'], string> = {
  'needs-you': 'Needs you',
  working: 'Working',
  idle: 'Idle',
  'not-heard': 'Not heard from',
  ended: 'Ended',
};

export const frameWords = {
  appName: 'Gatehouse',
  places: 'Places',
  inbox: 'Inbox',
  sessions: 'Sessions',
  journal: 'Journal',
  connections: 'Connections',
  settings: 'Settings',
  waitingBadge: (count: number): string => plural(count, 'request waits', 'requests wait'),
  watched: 'Watched sessions',
  connectionStates: 'Connection states',
  group: (group: SessionView['group']): string => groups[group],
  skipToContent: 'Skip to content',
  problems: 'Problems',
  problemTitle: (code: Problem['code']): string => problemTitles[code],
  problemAdvice: (code: Problem['code']): string => problemAdvice[code],
  dismiss: 'Dismiss',
  dismissProblem: (title: string): string => `Dismiss: ${title}`,
  moreSessions: (count: number): string => `${number(count)} more in Sessions`,
  keysTitle: 'Keyboard',
  keysNote: 'Single keys never act while you type in a field.',
  keys: [
    { keys: 'j, k', does: 'Next or previous request' },
    { keys: 'a', does: 'Allow once' },
    { keys: 'd', does: 'Deny' },
    { keys: 'r', does: 'Deny with a reason' },
    { keys: 'e', does: 'Edit, then allow' },
    { keys: 'Enter', does: 'Open the session' },
    { keys: 'n', does: 'New session' },
    { keys: 'Tab', does: 'Go through buttons and fields' },
    { keys: 'g then i', does: 'Inbox' },
    { keys: 'g then s', does: 'Sessions' },
    { keys: 'g then o', does: 'Journal' },
    { keys: 'g then c', does: 'Connections' },
    { keys: 'g then d', does: 'Check this computer' },
    { keys: 'g then t', does: 'Settings' },
    { keys: '?', does: 'This help' },
    { keys: 'Esc', does: 'Close what is open' },
  ],
} as const;
