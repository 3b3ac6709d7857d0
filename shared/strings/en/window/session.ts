import type { Activity, Provenance, SessionLink, Silence } from '../../../model/session.ts';
import { dollars, number, plural } from '../figures.ts';
import { sessionEvent } from '../session-event.ts';
import { commonWords } from './common.ts';

/** @param waitingCount requests of it that are held here: then it is not only the terminal that waits. */
const activityWords = (activity: Activity, waitingCount: number): string => {
  switch (activity.tag) {
    case 'unknown':
      return 'activity unknown';
    case 'idle':
      return waitingCount > 0 ? 'waits for you' : 'idle';
    case 'working':
      return activity.detail ?? 'working';
    case 'needs-you':
      return activity.detail === undefined || waitingCount > 0 ? 'waits for you' : 'waits in its terminal';
    case 'ended':
      return 'ended';
  }
};

/** @param ago turns an epoch time into words such as `12 min ago`. */
const provenanceWords = (provenance: Provenance, ago: (atMs: number) => string): string => {
  switch (provenance.tag) {
    case 'live':
      return 'live';
    case 'last-heard':
      return `last heard ${ago(provenance.atMs)}`;
    case 'offline':
      return provenance.lastHeardAtMs === undefined
        ? 'offline, never heard'
        : `offline, last heard ${ago(provenance.lastHeardAtMs)}`;
    case 'sign-in-needed':
      return 'sign-in needed';
    case 'ended':
      return 'ended';
  }
};

/** @param inTime turns an epoch time into words such as `in 4 s`. */
const linkWords = (link: SessionLink, inTime: (atMs: number) => string): string => {
  switch (link.tag) {
    case 'unwatched':
      return 'not watched one by one; its connection tells of it';
    case 'connecting':
      return `connecting, attempt ${link.attempt}`;
    case 'open':
      return 'open, not verified yet';
    case 'live':
      return `live, verified (generation ${link.generation})`;
    case 'waiting':
      return `down: ${commonWords.cause(link.cause)}; tries again ${inTime(link.retryAtMs)}`;
    case 'away':
      return 'its computer is not reachable; the service is there';
    case 'failed':
      return `stopped: ${commonWords.cause(link.cause)}`;
  }
};

/** What stands in the way, and what to do about it. */
const silences: Record<Silence, string> = {
  'not-connected':
    'Gatehouse sees this session but does not hear its requests. Connect Claude Code, and they come here too.',
  'bypass-mode':
    'This session does everything without asking, so no requests come from it. To be asked, choose another mode in its terminal.',
  'auto-mode':
    'Auto mode decides by itself, so this session seldom asks. To be asked in its folder again, add the folder to this computer under Connections.',
  'dont-ask-mode':
    'This session denies what is not allowed already, without asking. To be asked, choose another mode in its terminal.',
  'terminal-has-control': 'Its terminal has control: it asks there, and nowhere else.',
  'wrong-key':
    'This session was written for another key, so what it asks cannot be read here. Answer it on the device that paired its computer.',
  'hooks-blocked':
    'Settings of Claude Code keep its requests from coming here. Connections says which file it is and what to do.',
};

/** Known things that a session waits for in its terminal. */
const terminalWaits: Readonly<Record<string, string>> = {
  'terminal-prompt': 'It asks for permission there, and that request did not come here.',
  input: 'It wants to know something that can be answered only there.',
  dialog: 'A dialog is open there.',
  sandbox: 'It asks there whether a command may reach the network.',
};

/** Why it ended, where that is worth a word. */
const endReasons: Readonly<Record<string, string>> = {
  prompt_input_exit: 'It was left in its terminal.',
  clear: 'Its conversation was cleared.',
  logout: 'Claude Code was signed out.',
};

export const sessionWords = {
  region: 'Session',
  listRegion: 'Sessions',
  listHeading: (count: number): string => plural(count, 'session', 'sessions'),
  listNote: 'Grouped by what you need to know. Each says how it knows.',
  noSessions: 'No sessions yet. They appear here as soon as a connection sees them.',
  filter: 'Find a session',
  noMatch: 'No session matches.',
  waiting: (count: number): string => `${number(count)} waiting`,
  unread: 'new',
  activity: activityWords,
  provenance: provenanceWords,
  link: linkWords,
  openingSession: 'Opening the session...',
  gone: 'This session is gone. It ended, or its connection was removed.',
  backToSessions: 'All sessions',

  rename: 'Rename',
  renameLabel: 'New name',
  renameSave: 'Save name',
  interrupt: 'Interrupt',
  archive: 'Archive',
  archiveConfirm: 'Archive this session? It leaves the lists of the service; its conversation is kept there.',
  archiveYes: 'Yes, archive it',
  reconnect: 'Reconnect',
  end: 'End',
  endConfirm: {
    here: 'End this session? Claude Code stops what it is doing. The conversation is kept and can be continued later.',
    elsewhere:
      'End this session? The agent stops what it is doing, and its program ends on its computer. The conversation stays in the account.',
  },
  endYes: 'Yes, end it',
  resume: 'Continue',
  showTerminal: 'Show terminal',
  waitsInTerminal: 'Waits in its terminal.',
  terminalWait: (detail: string): string => terminalWaits[detail] ?? terminalWaits['dialog'] ?? '',
  crashed: (how: string): string => `Claude Code stopped by itself (${how}).`,
  crashLines: 'The last lines it wrote are at the end of the conversation.',
  showFolder: 'Show folder',
  endReason: (reason: string): string | undefined => endReasons[reason],
  mode: 'Mode',
  model: 'Model',
  modelSet: 'Set model',
  modelUnknown: 'not known',
  dangerousMode: 'In this mode the agent acts without asking. Gatehouse will hear of no requests.',
  dangerousModeYes: 'Yes, switch',
  away: 'Its computer is not reachable.',
  /** @param ago such as `12 min ago` */
  awaySeen: (ago: string): string => `Its computer is not reachable, last seen ${ago}.`,
  awayMeans: 'The server is there, but nothing gets through to the agent until its computer is back.',
  terminalControls: 'Its terminal has control.',
  terminalAsks: 'Its terminal has control: it asks there, and nowhere else.',
  takeControl: 'Take control',
  takeControlConfirm:
    'Take control? The screen in its terminal stops, and what the agent does there now is interrupted. The session goes on here; whoever sits there can take it back.',
  takeControlYes: 'Yes, take control',
  giveBack: 'Give back to the terminal',
  giveBackConfirm:
    'Give it back? It then asks in its terminal only, and nothing of it comes here until control is taken again.',
  giveBackYes: 'Yes, give it back',
  silence: (silence: Silence): string => silences[silence],
  silentModes: {
    bypassPermissions: 'This session does everything without asking, so no requests come from it.',
    dontAsk: 'This session denies what is not allowed already, so no requests come from it.',
  } as Readonly<Record<string, string>>,
  toConnections: 'Open Connections',

  details: 'Details',
  detail: {
    connection: 'Connection',
    id: 'Session id',
    folder: 'Folder',
    host: 'Host',
    agent: 'Agent',
    control: 'Control',
    controls: { remote: 'here and on your other devices', terminal: 'its own terminal' },
    model: 'Model',
    context: 'Context in use',
    tokens: (count: number) => `${number(count)} tokens`,
    link: 'Link',
    lastHeard: 'Last heard',
    malformed: 'Unreadable messages',
    unknown: 'Messages of unknown kind',
  },
  asksTitle: 'Waiting for you here',
  transcript: 'Conversation',
  transcriptEmpty: 'Nothing has been said yet.',
  transcriptLoading: 'Loading the conversation...',
  transcriptFailed: 'The conversation could not be loaded.',
  older: 'Load older messages',
  olderLoading: 'Loading older messages...',
  start: 'Start of the conversation',
  toEnd: 'Go to the newest',
  person: 'You',
  agent: 'Agent',
  thinking: 'Thinking',
  subagent: 'subagent',
  writing: 'Writing now',
  toolCall: 'uses',
  toolResult: 'Result',
  toolFailed: 'Result: failed',
  toolEnded: 'Ended, without output',
  toolEndedFailed: 'Failed, without output',
  lines: (count: number): string => plural(count, 'line', 'lines'),
  event: sessionEvent,
  turnEnded: 'Turn ended',
  turnFailed: 'Turn ended with an error',
  cost: (usd: number): string => dollars(usd),

  messageLabel: 'Message to this session',
  messagePlaceholder: 'Write to the session. Ctrl+Enter sends.',
  send: 'Send',
  sending: 'Sending...',
  sendStopsTerminal:
    'Its terminal has control. Sending stops the screen there and interrupts what the agent does now; the session then goes on here.',
  sendAnyway: 'Send anyway',
  drafts: 'Messages not accepted yet',
  draftSending: 'on its way',
  draftNotAccepted: 'not accepted by the service; kept here',
  retry: 'Try again',
  discard: 'Discard',
  readOnly: 'This session can only be watched from here.',
  readOnlyTerminal: 'Type in its terminal. From here this session can be watched and answered.',
  readOnlyEnded: 'This session has ended.',
} as const;
