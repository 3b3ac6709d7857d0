import { PERMISSION_MODES } from '../../../../shared/model/session.ts';
import type { CommandError } from '../../../ports/command.ts';
import type { SharedFacts, ShareHands } from '../../../ports/sharing.ts';
import type { PersonMessage } from './incoming.ts';

export interface PersonParts {
  readonly facts: () => SharedFacts;
  readonly hands: ShareHands;
  /** @param id  the same words are said once for each */
  readonly say: (id: string, text: string) => void;
  /** The session will tell of this message as its own: it is there already. */
  readonly expect: (messageId: string) => void;
}

/** Hands messages of other devices to the session, and says so there where that is not possible. */
export function personMessages({ facts, hands, say, expect }: PersonParts): (message: PersonMessage) => Promise<void> {
  return async ({ messageId, text, meta }) => {
    if (!facts().can.sendMessage) {
      say('no-messages', 'This session runs in a terminal: it takes no messages from other devices.');
      return;
    }
    const mode = modeOf(meta.permissionMode, facts().permissionMode);
    if (mode !== null) {
      if (!facts().can.setMode) say(`mode:${mode}`, 'The mode of this session can only be changed on the computer.');
      else if (!(await hands.setMode(mode)).ok) {
        // It was written for a session in that mode, which may be the more careful one.
        say(messageId, 'Your message was not delivered: the session did not change its mode.');
        return;
      }
    }
    expect(messageId);
    const sent = await hands.sendMessage(messageId, text);
    if (!sent.ok) say(messageId, NOT_DELIVERED[sent.error.code]);
  };
}

const NOT_DELIVERED: Readonly<Record<CommandError['code'], string>> = {
  'no-such-session': 'Your message was not delivered: the session has ended.',
  offline: 'Your message was not delivered: the session does not run now.',
  'not-supported': 'Your message was not delivered: this session takes no messages from other devices.',
  refused: 'Your message was not delivered: the session refused it.',
  timeout: 'It is not known whether your message was delivered: the session did not answer.',
};

/** Names that other agents have for their modes. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['yolo', 'bypassPermissions'],
  ['read-only', 'default'],
  ['safe-yolo', 'default'],
]);

/** @returns the mode to change to; null = none. `default` is what apps send when nothing was picked. */
function modeOf(wished: string | undefined, now: string | undefined): string | null {
  const mode = wished === undefined ? undefined : (OTHER_NAMES.get(wished) ?? wished);
  if (mode === undefined || mode === (now ?? 'default') || !PERMISSION_MODES.some((known) => known === mode))
    return null;
  return mode === 'default' && now === 'bypassPermissions' ? null : mode;
}
