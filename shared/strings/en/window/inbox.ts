import { toolTitles } from '../tools.ts';
import type { InputWarning, ReceiptState } from '../../../model/app-view.ts';
import type { Surface } from '../../../model/decision.ts';
import type { RuleDestination } from '../../../model/permission-request.ts';
import type { HeldReason } from '../../../model/quiet.ts';
import { number, plural } from '../figures.ts';
import { heldWords } from '../held.ts';

const warnings: Record<InputWarning, string> = {
  'hidden-characters': 'Hidden characters are in this input; they are marked where they are.',
  'long-gap': 'A long gap hides the end of this input; it is shown here in full.',
  'mixed-scripts': 'Some letters imitate letters of another alphabet; they are marked.',
  'repeated-key': 'A field is given more than once; the agent may use another one than you expect.',
  'very-long': 'This input is very long. Its end must be seen before it can be allowed.',
  'not-readable': 'This input could not be read in full. It is shown as it came.',
};

const destinations: Record<RuleDestination, string> = {
  userSettings: 'In all your projects, from now on',
  projectSettings: 'In this project, for everybody who works in it, from now on',
  localSettings: 'In this project, for you only, from now on',
  session: 'In this session only, until it ends',
  cliArg: 'In this run of the agent only',
};

const receiptStates: Record<ReceiptState, string> = {
  saving: 'being saved',
  'waiting-to-send': 'not sent yet: it goes out when the session is back',
  sending: 'sending',
  confirmed: 'confirmed by the session',
  'not-confirmed': 'not confirmed: look at the session',
  'answered-elsewhere': 'answered elsewhere',
  withdrawn: 'withdrawn by the session',
  expired: 'too old to be sent: decide again',
  refused: 'refused by the session',
};

const surfaces: Record<Surface, string> = {
  notification: 'from the notification',
  tray: 'from the tray',
  window: 'in this window',
  'other-device': 'on another device',
};

export const inboxWords = {
  held: (held: HeldReason): string => `No notification: ${heldWords(held)}.`,
  region: 'Inbox',
  heading: (asks: number, sessions: number): string =>
    `${number(asks)} waiting in ${plural(sessions, 'session', 'sessions')}`,
  subheading: 'Oldest first. Nothing is answered for you.',
  nothingWaits: 'Nothing waits',
  working: (count: number): string => `${plural(count, 'session is', 'sessions are')} working.`,
  nobodyWorks: (count: number): string => `${plural(count, 'session is', 'sessions are')} watched; none is working.`,
  /** @param names of the connections that are down */
  unreached: (names: readonly string[]): string =>
    `${names.join(', ')}: not reached now, so nothing that is asked there can come here.`,
  emptyTeach:
    'When an agent asks for permission, it shows here, in the tray and as a notification. You can close this window.',
  firstRunTitle: 'Nothing is connected yet',
  firstRun:
    'Connect Claude Code on this computer, and what it asks for comes here. Sessions that run elsewhere come through your Happy account or another connection. Practice sessions let you try it first.',
  addConnection: 'Other connections',
  tryPractice: 'Try it with practice sessions',
  more: (count: number): string => `Show ${number(count)} more`,
  overflow: (count: number, title: string): string =>
    `${plural(count, 'more request waits', 'more requests wait')} in "${title}", beyond what Gatehouse keeps at once.`,
  openSession: 'Open session',
  announce: (count: number, short: string): string =>
    count === 1 ? `New request: ${short}` : `${number(count)} new requests. The first: ${short}`,
  receiptsTitle: 'Decided lately',
  keysHint: 'j k move · a allow · d deny · r reason · e edit · Enter open session · ? all keys',

  titles: toolTitles,
  anyTool: 'Use a tool',
  kinds: {
    question: 'Question',
    plan: 'Approve a plan',
    elicitation: 'Fill in a form',
    dialog: 'Answer a dialog',
  },

  loading: 'Loading what it asks...',
  loadFailed: 'What it asks could not be loaded, so it cannot be allowed here.',
  tryAgain: 'Try again',
  claim: 'The agent says:',
  changedCard: 'This is a changed version of an earlier request. Read it again.',
  expired: {
    'too-old':
      'You already decided this, but the session could not be reached in time and the decision grew too old. Decide again.',
    suspended: 'You already decided this, but the computer slept before it could be sent. Decide again.',
  },
  notSaved: 'The last decision could not be stored on disk, so nothing was sent. Decide again.',
  warning: (code: InputWarning): string => warnings[code],
  facts: {
    reason: 'Why it asks',
    onlyDeny: 'No Allow here',
    blockedPath: 'Outside its folders',
    matchedRule: 'Your rule that asks',
    mcpServer: 'MCP server',
    subagent: 'Asked by subagent',
    terminal: 'Its terminal',
    toolName: 'Tool',
    displayName: 'Calls itself',
    host: 'Host',
    /** Of an address. */
    urlHost: 'Host',
    folder: 'Folder',
  },
  onlyDeny: {
    'takes-no-answers':
      'This version of the program takes no answers from other devices. Answer in its terminal, or deny it and send the answer as a message.',
    'plan-is-missing': 'The plan itself has not come with it. The session may show it.',
  },
  terminalIsSilent: 'Shows nothing yet. If nobody answers here within two minutes, it asks there instead.',
  mcpSource: (source: string): string => `from ${source}`,
  mcpSourceUnknown: 'source unknown',
  newFile: 'New content of the file',
  diff: 'Change',
  diffReplaceAll: 'Change, at every place where it occurs',
  diffTooLarge: 'Too large to compare. Before:',
  diffAfter: 'After:',
  removedLine: 'removed',
  diffFold: (count: number): string => `${plural(count, 'line', 'lines')} unchanged`,
  addedLine: 'added',
  unchangedLines: (count: number): string => `${plural(count, 'unchanged line', 'unchanged lines')}`,
  command: 'Command',
  url: 'Address',
  path: 'File',
  plan: 'Plan',
  planRaw: 'Show as written',
  planRendered: 'Show formatted',
  inputEnd: 'end of the input',
  noInput: 'No input.',

  allow: 'Allow once',
  deny: 'Deny',
  denyReason: 'Deny with a reason...',
  denyStop: 'Deny and stop',
  edit: 'Edit...',
  always: 'Always...',
  alwaysLabel: (rule: string): string => `Always allow: ${rule}`,
  alwaysDenyLabel: (rule: string): string => `Allow once, then always deny: ${rule}`,
  alwaysAskLabel: (rule: string): string => `Allow once, then always ask: ${rule}`,
  removeRuleLabel: (rule: string): string => `Allow once and remove the rule: ${rule}`,
  replaceRuleLabel: (rule: string): string => `Allow once and replace the rules with: ${rule}`,
  modeRule: (mode: string): string => `switch to "${mode}"`,
  directoriesRule: (directories: string): string => `work in ${directories}`,
  removeDirectoriesRule: (directories: string): string => `Allow once and take away the folder: ${directories}`,
  destination: (destination: RuleDestination): string => destinations[destination],
  secondStep: {
    wildcard: 'This rule covers more than what is shown here: everything it matches runs without asking.',
    mode: (mode: string): string =>
      `This changes the whole session: from then on its mode is "${mode}", for all tools.`,
    replace: 'This takes other rules away.',
  },
  secondStepConfirm: 'Yes, do this',
  alwaysNote: 'Each entry also allows this request once. Nothing is preselected.',
  /** Why a button does not act yet. */
  holds: {
    saving: 'Saving your decision...',
    loading: 'Loading what it asks...',
    arming: 'Ready in a moment',
    'see-the-end': 'Scroll to the end of the input first.',
  },
  showTheEnd: 'Go to the end',
  pressEnter: 'This one needs a deliberate step: press Enter to allow it.',
  interactionNote: 'The service asks for a look at this one; a single key does not allow it.',
  defaultNoNote: 'The service suggests to deny this.',

  reasonLabel: 'Why? The agent reads this.',
  reasonSend: 'Deny with this reason',
  reasonStop: 'and stop the turn',
  editCommand: 'Command to run instead',
  editJson: 'Input as JSON',
  editAsJson: 'Edit everything as JSON',
  editAsCommand: 'Edit only the command',
  editSend: 'Allow this edit',
  editPreview: 'What will be sent',
  editInvalid: {
    'not-json': 'This is not valid JSON yet.',
    'too-deep': 'This is nested too deeply.',
    'not-an-object': 'The input must be a JSON object: { ... }',
    empty: 'The command is empty.',
    unchanged: 'Nothing is changed yet. "Allow once" sends it as it is.',
  },

  somethingElse: 'Something else...',
  ownAnswer: 'Your own answer',
  sendAnswer: 'Send answer',
  sendAnswers: 'Send answers',
  answerMissing: 'Answer every question first.',
  chooseSeveral: 'Choose one or more',
  planApprove: 'Approve the plan',
  planMode: 'Afterwards',
  formSend: 'Send',
  formJson: 'Answer as JSON object',
  formRequired: 'needed',
  formErrors: {
    required: 'This is needed.',
    number: 'Enter a number.',
    integer: 'Enter a whole number.',
    json: 'Enter a JSON object.',
    short: (min: number): string => `At least ${plural(min, 'character', 'characters')}.`,
    long: (max: number): string => `At most ${plural(max, 'character', 'characters')}.`,
    low: (min: number): string => `At least ${min}.`,
    high: (max: number): string => `At most ${max}.`,
  },
  formUrl: 'It asks you to open this address and finish there:',
  formOpen: 'Open in the browser',
  formDone: 'Done, tell the agent',
  choose: 'Choose...',
  dialogNote: 'This can only be answered in the session itself.',
  viewerOnly: 'This connection only looks on. Answer in the session itself.',

  receipt: {
    state: (state: ReceiptState): string => receiptStates[state],
    surface: (surface: Surface): string => surfaces[surface],
    allow: 'allowed',
    'allow-edited': 'allowed with changes',
    'always-allow': 'always allowed',
    deny: 'denied',
    'deny-and-stop': 'denied and stopped',
    answer: 'answered',
    'approve-plan': 'plan approved',
    submit: 'form sent',
  },
} as const;
