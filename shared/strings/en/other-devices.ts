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
  /** Why what was called was not done. */
  calls: {
    'not-readable': 'The call could not be read.',
    'not-decrypted': 'The call could not be decrypted.',
    'came-before': 'This call came before.',
    'took-too-long': 'It took too long.',
    'not-done': 'The computer could not do this.',
    'answer-too-large': 'The answer is too large to be sent.',
    'no-interrupt': 'This session cannot be interrupted from other devices.',
    'not-interrupted': 'The session could not be interrupted.',
    'no-switch': 'Who controls this session is chosen on the computer.',
    ending: 'The session is ending.',
    'not-ended': 'The session could not be ended.',
  },
  /** Why an answer to a request was not taken. */
  answers: {
    'not-readable': 'The answer could not be read.',
    'not-taken': 'This session does not take that answer.',
    'yes-and-no': 'The answer says yes and no at once.',
    'only-there': 'This can only be answered on the computer itself.',
    'input-fixed': 'The input of this call cannot be changed.',
    'none-came': 'The answers did not come with it.',
    'unknown-mode': 'No such mode.',
  },
  /** Why a file was not read or written. */
  files: {
    outside: 'Only files below the session’s folder can be reached from other devices.',
    'not-there': 'There is no such file or folder.',
    'no-such-folder': 'There is no such folder.',
    'no-file': 'This is no file.',
    'too-large-to-send': 'The file is too large to be sent.',
    'too-large-to-change': 'The file is too large to be changed from here.',
    'content-not-readable': 'The content could not be read.',
    'content-too-large': 'The content is too large.',
    'is-there': 'The file is there already, and was expected to be new.',
    'is-gone': 'The file is not there any more.',
    'not-done': 'The computer could not do this.',
  },
  /** @param code  the system's own short word */
  systemSaid: (code: string): string => `The computer said ${code}.`,
  notDelivered: {
    'mode-not-changed': 'Your message was not delivered: the session did not change its mode.',
    'no-such-session': 'Your message was not delivered: the session has ended.',
    offline: 'Your message was not delivered: the session does not run now.',
    'not-supported': 'Your message was not delivered: this session takes no messages from other devices.',
    refused: 'Your message was not delivered: the session refused it.',
    timeout: 'It is not known whether your message was delivered: the session did not answer.',
  },
};
