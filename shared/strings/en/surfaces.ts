import { heldWords } from './held.ts';
import { number, plural } from './figures.ts';
import { toolTitles } from './tools.ts';

/** Words of the surfaces that main draws itself: tray and notifications. The window's own are in window/. */
export const surfaceWords = {
  tools: toolTitles,
  /** Of connections that nobody named. */
  names: { practice: 'Practice', thisComputer: 'This computer' },
  notice: {
    title: {
      tool: (what: string, session: string) => `${what}? · ${session}`,
      otherTool: (tool: string) => `Use ${tool}`,
      question: (session: string) => `Question · ${session}`,
      plan: (session: string) => `Approve a plan? · ${session}`,
      elicitation: (session: string) => `Fill in a form · ${session}`,
      dialog: (session: string) => `A dialog waits · ${session}`,
      hidden: 'A session asks for permission',
    },
    hiddenBody: 'Open Gatehouse to see what it asks.',
    practice: 'practice',
    cut: 'The whole of it does not fit here. Review it in Gatehouse.',
    grouped: (asks: number, sessions: number) => waiting(asks, sessions),
    groupedBody: 'Nothing is answered for you.',
    buttons: { allow: 'Allow', deny: 'Deny', open: 'Open', review: 'Review' },
  },
  tray: {
    allowOnce: 'Allow once',
    deny: 'Deny',
    denyWithReason: 'Deny with a reason...',
    review: 'Review...',
    hiddenAsk: (session: string) => `${session}: asks for permission`,
    alwaysAllow: (rule: string) => `Always allow: ${rule}`,
    moreAsks: (count: number) => `${number(count)} more waiting in Gatehouse...`,
    moreSessions: (count: number) => `${plural(count, 'more session', 'more sessions')}...`,
    noAsks: 'Nothing waits for you',
    held: heldWords,
    answeredElsewhere: (ask: string) => `${ask}: answered on another device`,
    groups: {
      'needs-you': 'Needs you',
      working: 'Working',
      idle: 'Idle',
      'not-heard': 'Not heard from',
      ended: 'Ended',
    },
    start: 'New session...',
    signIn: (connection: string) => `Sign in to ${connection}...`,
    pause: 'Pause notifications',
    pauseFor: {
      'half-hour': 'For 30 minutes',
      hour: 'For 1 hour',
      tomorrow: 'Until tomorrow',
      never: 'Resume notifications',
    },
    quietHours: 'Quiet hours...',
    open: 'Open Gatehouse',
    installUpdate: {
      person: (version: string) => `Install version ${version} and restart`,
      asks: (version: string) => `Version ${version} waits for open requests`,
      answers: (version: string) => `Version ${version} waits for answers on their way`,
      'own-sessions': (version: string) => `Version ${version} waits for sessions started here`,
    },
    settings: 'Settings...',
    quit: 'Quit Gatehouse',
    tooltip: {
      'needs-you': (asks: number, sessions: number) => `Gatehouse: ${waiting(asks, sessions)}`,
      error: 'Gatehouse: a connection needs attention',
      working: 'Gatehouse: sessions are working',
      idle: 'Gatehouse: nothing waits',
      offline: 'Gatehouse: not connected',
    },
  },
  /** Asked before a link of a conversation leaves for the browser. */
  link: { open: (host: string) => `Open ${host} in the browser?`, yes: 'Open', no: 'Cancel' },
  /** Asked before the sign-in of another program goes to a service for the first time. */
  receiver: {
    message: (host: string) => `Sign in to ${host}?`,
    detail: {
      'claude-code':
        'This connection uses the sign-in of Claude Code on this computer. Whoever runs that service could act with your Claude account. Go on only if you know this address.',
      happy:
        'This connection uses the Happy account of this computer. Whoever runs that service could sign in as you. Go on only if you know this address.',
    },
    yes: 'Sign in there',
    no: 'Cancel',
  },
  export: { jsonLines: 'JSON lines' },
  quit: {
    message: (running: number) =>
      running === 1
        ? 'A session that you started here is still running.'
        : `${number(running)} sessions that you started here are still running.`,
    detail: 'They end with Gatehouse. You can take them up again later, where they stopped.',
    quit: 'Quit and end them',
    cancel: 'Cancel',
  },
} as const;

/** "3 waiting in 2 sessions". */
function waiting(asks: number, sessions: number): string {
  return `${number(asks)} waiting in ${plural(sessions, 'session', 'sessions')}`;
}
