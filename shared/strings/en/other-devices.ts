import { plural } from './figures.ts';
import { sessionEvent } from './session-event.ts';

/** What Gatehouse says on the other devices of an account, among the messages of a session or as a call to look. */
export const otherDeviceWords = {
  event: sessionEvent,
  inTerminal: 'Answered in its terminal.',
  withdrawn: 'No longer asked.',
  askedAnew: 'It was asked anew.',
  sessionEnded: 'The session ended.',
  tooLarge: 'This request is too large to be shown here in full. Answer it on the computer.',
  wakeUp: {
    question: 'Claude has a question.',
    done: 'Claude is done.',
    permission: (tool: string): string => `Claude asks for your permission: ${tool}`,
  },
  onlyThisCall: {
    'unknown-mode': 'Only this one call was allowed: the session does not know the mode that was chosen.',
    'no-such-rule': 'Only this one call was allowed: the session offers no such rule for its whole length.',
    'mode-not-changed': 'Only this one call was allowed: the mode of the session could not be changed.',
  },
  leftOut: (count: number): string =>
    `Missing above: ${plural(count, 'message', 'messages')} of this session. Too much waited while the server could not be reached. The computer has the whole of it.`,
  takesNoMessages: 'This session runs in a terminal: it takes no messages from other devices.',
  modeOnComputer: 'The mode of this session can only be changed on the computer.',
  notDelivered: {
    'mode-not-changed': 'Your message was not delivered: the session did not change its mode.',
    'no-such-session': 'Your message was not delivered: the session has ended.',
    offline: 'Your message was not delivered: the session does not run now.',
    'not-supported': 'Your message was not delivered: this session takes no messages from other devices.',
    refused: 'Your message was not delivered: the session refused it.',
    timeout: 'It is not known whether your message was delivered: the session did not answer.',
  },
};
