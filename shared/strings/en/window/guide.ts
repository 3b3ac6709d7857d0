import type { ConnectionState } from '../../../model/connection.ts';
import type { Surface } from '../../../model/decision.ts';
import type { GuideStep } from '../../../model/settings.ts';
import { number, plural } from '../figures.ts';

const titles: Record<GuideStep, string> = {
  welcome: 'Welcome to Gatehouse',
  connect: 'What should Gatehouse watch?',
  notices: 'How requests reach you',
  try: 'Try it once',
  done: 'You are all set',
};

const short: Record<GuideStep, string> = {
  welcome: 'Welcome',
  connect: 'Connect',
  notices: 'Notifications',
  try: 'Try it',
  done: 'Done',
};

const from: Record<Surface, string> = {
  notification: 'from the notification',
  tray: 'from the tray',
  window: 'in this window',
  'other-device': 'on another device',
};

type System = 'mac' | 'windows' | 'linux';

export const guideWords = {
  region: 'Guide',
  title: (step: GuideStep): string => titles[step],
  short: (step: GuideStep): string => short[step],
  steps: 'Steps of the guide',
  progress: (at: number, of: number): string => `Step ${at} of ${of}`,
  next: 'Continue',
  begin: 'Begin',
  skip: 'Skip the guide',
  skipStep: 'Skip this step',
  open: 'Guide',
  openLong: 'Show me around',
  /** Where somebody went from the middle of it. */
  reminder: 'You are in the middle of the guide.',
  backTo: 'Back to the guide',

  welcome: {
    lead: 'Coding agents stop and ask before they do something that matters: run a command, change a file, open a page. Gatehouse brings all these requests to one place, and you decide.',
    picture:
      'Drawing: three sessions send a request to a gatehouse; it becomes a notification with the buttons Allow and Deny, and your answer goes back to the session.',
    captions: ['Sessions ask', 'Gatehouse tells you', 'You decide'],
    points: [
      'Nothing is ever answered for you. Without an answer a session simply waits.',
      'You see everything that you allow. What is too long for a notification can be allowed in this window only.',
      'Everything stays on this computer. Gatehouse reports to nobody.',
    ],
    minutes: 'It takes about two minutes, and you can leave at any step.',
  },

  connect: {
    lead: 'Choose one to begin with. You can add more later under Connections.',
    claude: {
      title: 'Claude Code on this computer',
      looking: 'Looking for Claude Code on this computer...',
      found: (version: string): string => `Found: Claude Code ${version}.`,
      unreadable: 'Claude Code was found on this computer, but it did not start.',
      notFound: 'It was not found on this computer. If it is here, you can say where.',
      damaged: 'Claude Code was found, but its settings need a look.',
      look: 'Go to Connections',
      note: 'You see the exact change to its settings before it is made.',
    },
    happy: {
      title: 'A Happy account',
      note: 'Sessions of your other computers, as you see them on your phone. You scan a code with the Happy app.',
      action: 'Link an account...',
    },
    remote: {
      title: 'A remote service',
      note: 'A service that runs sessions for you or your team. You need its address.',
      action: 'Enter its address...',
    },
    practice: {
      title: 'Just look around',
      note: 'Practice sessions ask things that look real. Nothing really happens.',
      action: 'Start practice sessions',
      on: 'Practice sessions are on. You can end them under Settings.',
    },
    there: 'Connected so far',
    connected: 'Connected',
    without: 'Continue without a connection',
    standing: (state: ConnectionState['tag']): string => (state === 'live' ? 'connected' : 'added'),
  },

  notices: {
    lead: {
      mac: 'A request comes as a notification. macOS asks once, at the first one, whether Gatehouse may show them: choose Allow.',
      windows: 'A request comes as a notification, and you answer with the buttons on it.',
      linux: 'A request comes as a notification. Where your desktop shows buttons on it, you answer right there.',
    } satisfies Record<System, string>,
    trayTitle: 'The tray',
    tray: {
      mac: 'The icon of Gatehouse is in the menu bar, at the top right. Its menu lists every request that waits for you.',
      windows:
        'The icon of Gatehouse is at the right end of the taskbar. Windows may hide it behind the small arrow: drag it out from there.',
      linux:
        'The icon of Gatehouse is in the panel, next to the other status icons. Its menu lists every request that waits for you.',
    } satisfies Record<System, string>,
    checks: 'On this computer',
    looking: 'Looking...',
    loginTitle: 'Always there',
    login: 'Start Gatehouse at login',
    loginNote: 'Without a window. Requests reach you from the moment you sign in.',
    notSaved: 'This could not be changed.',
  },

  trial: {
    lead: 'A practice session asks to run a harmless command. Nothing really runs, but the request travels exactly as a real one does.',
    expect: [
      'A notification comes, and the tray icon shows that something waits.',
      'Choose Allow or Deny, in the notification or in the menu of the tray icon.',
      'This page tells you when your answer has arrived.',
    ],
    start: 'Send me a request',
    again: 'Send another one',
    retry: 'Try again',
    starting: 'The practice session is starting...',
    waiting: 'A request is on its way to you',
    how: 'Answer it in the notification, or in the menu of the tray icon. This page follows along.',
    howTray: 'Answer it in the menu of the tray icon. This page follows along.',
    howNotice: 'Answer it in the notification. This page follows along.',
    howHere: 'For now it can be answered in this window only. What would help is listed below.',
    places: 'Where it can be seen',
    place: {
      notification: { yes: 'A notification was sent', no: 'No notification', wait: 'Notification: being sent...' },
      tray: { yes: 'It is in the tray menu', no: 'Not in the tray' },
    },
    seconds: (count: number): string => `waiting for ${plural(count, 'second', 'seconds')}`,
    late: 'Not seeing it?',
    lateHints: [
      'Open the list of notifications of your desktop: it may have come and gone.',
      'Open the menu of the tray icon: it has a dot while something waits.',
    ],
    causes: 'What is in the way',
    resume: 'Resume notifications',
    switchOn: 'Switch notifications on',
    check: 'Check this computer',
    here: 'Answer it here instead',
    hereTitle: 'The request, as the inbox shows it',
    answered: {
      allowed: (surface: Surface): string => `You allowed it ${from[surface]}.`,
      denied: (surface: Surface): string => `You denied it ${from[surface]}.`,
    },
    took: (tookMs: number): string =>
      tookMs < 10_000
        ? `${number(Math.round(tookMs / 100) / 10)} s after it was shown`
        : `${number(Math.round(tookMs / 1000))} s after it was shown`,
    receipt: {
      yes: 'The session confirmed that your answer arrived.',
      wait: 'Waiting for the session to confirm it...',
    },
    /** Where there is neither a notification nor a tray. */
    fromWindowOnly:
      'That works, too. With notifications or a tray icon you could answer without this window. “Check this computer” under Settings says what is missing.',
    fromWindow:
      'That works, too. To see how it goes without this window, send another one and answer it from the notification or the tray.',
    works: 'It works the same way with real requests.',
    failed: {
      'practice-not-started':
        'The practice session could not be reached, so there is no request to answer. A program that filters connections inside this computer may be in the way.',
      'ask-ended': 'The request ended before it was answered.',
    },
    reminder: 'You are trying out a practice request.',
    stop: 'End the try',
  },

  done: {
    lead: 'You can close this window now. Gatehouse keeps watch in the tray.',
    leadNothing:
      'Better keep this window open: as long as there are neither notifications nor a tray icon, requests can be seen only here.',
    leadNoTray:
      'You can close this window now. There is no tray icon on this desktop: to open the window again, start Gatehouse again.',
    points: {
      expect:
        'When a session asks, a notification comes. It goes away by itself once the request is answered, wherever that was.',
      expectSilence: {
        tray: 'When a session asks, the tray icon shows it. Notifications cannot be shown on this computer for now.',
        window: '“Check this computer” under Settings says what is missing for notifications and for the tray icon.',
      },
      quiet: 'Pause notifications, or set quiet hours, from the tray or under Settings. Nothing is lost meanwhile.',
      keys: 'In this window, J and K go through the requests, A allows and D denies. Press ? for all keys.',
      doctor: 'If a request ever fails to show up, “Check this computer” under Settings says why.',
    },
    none: 'Nothing is connected yet, so there is nothing to watch.',
    connect: 'Connect something',
    open: 'Open the inbox',
  },
} as const;
