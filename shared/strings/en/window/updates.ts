import type { UpdateFault, UpdateHold, UpdatesOff } from '../../../model/update.ts';
import { dayAndTime } from '../figures.ts';

const off: Record<UpdatesOff, string> = {
  'not-packaged': 'This Gatehouse runs from its source code and does not update itself.',
  'by-package-manager': 'New versions come with the updates of your system.',
  'no-channel': 'This build does not say where new versions are.',
  'switched-off': 'Gatehouse does not look by itself. You can look now and then.',
  managed: 'Whoever looks after this computer brings new versions.',
};

const faults: Record<UpdateFault, string> = {
  unreachable: 'The place for new versions cannot be reached now. Gatehouse tries again later.',
  'not-readable': 'What was found at the place for new versions is not a list of versions. Nothing was changed.',
  'not-signed': 'The list of versions there is not signed. It was refused, and nothing was changed.',
  'wrong-signature': 'The list of versions there is not signed by the makers of Gatehouse. It was refused.',
  expired:
    'The list of versions there is too old to be believed. Newer versions may be held back, or the clock of this computer is wrong.',
  older: 'An older version was offered there than was known before. It was refused.',
  'other-system': 'There is a newer version, but none for this system and this kind of package.',
  truncated: 'The new version arrived only in part. It was thrown away; Gatehouse tries again later.',
  tampered: 'The new version is not the one that its makers signed. It was thrown away, and nothing was changed.',
  disk: 'There is no room for the new version, or its place may not be written to. The earlier one goes on.',
  refused: 'The system did not get a password, so nothing was installed. Look again to install it.',
  'not-installed': 'The new version could not be installed. The earlier one goes on.',
};

const waits: Record<UpdateHold, string> = {
  asks: 'It can be installed when no request is open: a restart could lose an answer.',
  answers: 'It can be installed when all answers and messages have left.',
  'own-sessions': 'It can be installed when no session runs that you started here: they would end.',
};

const restartWaits: Record<UpdateHold, string> = {
  asks: 'Requests are open: a restart could lose an answer.',
  answers: 'Answers or messages are still on their way.',
  'own-sessions': 'Sessions run that you started here: they would end.',
};

export const updateWords = {
  heading: 'Updates',
  automatic: { label: 'Look for new versions', note: 'And fetch them. Nothing is installed before you say so.' },
  off: (why: UpdatesOff): string => off[why],
  current: (version: string): string => `Version ${version} is the newest one that was announced.`,
  notLooked: (version: string): string => `This is version ${version}. Gatehouse looks for a newer one soon.`,
  checkedAt: (atMs: number): string => `Looked ${dayAndTime(atMs)}.`,
  checking: 'Looking for a new version …',
  downloading: (version: string, percent: number): string => `Fetching version ${version}: ${percent} %`,
  downloadLabel: (version: string): string => `Version ${version} is being fetched`,
  ready: (version: string): string => `Version ${version} is here and was checked.`,
  waits: (hold: UpdateHold): string => waits[hold],
  restartWaits: (hold: UpdateHold): string => restartWaits[hold],
  asksPassword: 'Your system will ask for a password.',
  available: (version: string): string =>
    `Version ${version} is out. This Gatehouse cannot replace itself: fetch the new one, and install it as you did this one.`,
  openPage: 'Where to get it',
  installing: (version: string): string => `Installing version ${version} …`,
  installed: (version: string): string => `Version ${version} is installed, and starts as soon as nothing waits.`,
  fault: (fault: UpdateFault): string => faults[fault],
  goodUntil: (atMs: number): string => `It was good until ${dayAndTime(atMs)}.`,
  updatedTo: (version: string): string => `Updated to version ${version}`,
  whatIsNew: (version: string): string => `What is new in ${version}`,
  noNotes: 'Its makers say nothing about it.',
  seen: 'Got it',
  check: 'Look now',
  install: 'Install and restart',
} as const;
