import { MIB } from '../../../../shared/units.ts';
import type { OutboxMessage } from '../../../ports/sharing.ts';

/** The service takes no more at once. */
export const MAX_BATCH = 100;
/** Far below what the service takes, so that a slow line finishes one within its time limit. */
const MAX_BATCH_BYTES = MIB;
const ENVELOPE_BYTES = 80;

/** The first messages of a queue that may travel together: at least one, in their order. */
export function nextBatch(queue: readonly OutboxMessage[], maxCount = MAX_BATCH): readonly OutboxMessage[] {
  let bytes = 0;
  let count = 0;
  for (const message of queue) {
    bytes += messageBytes(message);
    if (count > 0 && (count >= maxCount || bytes > MAX_BATCH_BYTES)) break;
    count += 1;
  }
  return queue.slice(0, count);
}

/** Of one message in a batch. Its parts are ASCII. */
export function messageBytes(message: OutboxMessage): number {
  return message.content.length + message.localId.length + ENVELOPE_BYTES;
}
