import type { OutboxMessage } from '../../../main/ports/sharing.ts';

/** A message as a share would keep it; `number` makes it another one. */
export function shareMessage(number: number, chars = 800): OutboxMessage {
  const id = number.toString(16).padStart(12, '0');
  return { localId: `00000000-0000-4000-8000-${id}`, content: `${number}:`.padEnd(chars, 'A') };
}
