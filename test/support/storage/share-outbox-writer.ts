/**
 * Adds messages to a share's outbox without end, or a number of them, and prints the number of each one that the outbox
 * says is on disk. Arguments: PATH FIRST COUNT [deliver]. With `deliver`, two of three arrive at once.
 */
import { writeSync } from 'node:fs';
import { createShareOutbox } from '../../../main/storage/share-outbox.ts';
import { shareMessage } from './share-message.ts';

const [path = '', first = '0', count = '0', mode = ''] = process.argv.slice(2);
const none = () => undefined;
const outbox = createShareOutbox({ path, log: { info: none, warn: none, error: none } });
await outbox.load();
const end = Number(first) + Number(count);
for (let number = Number(first); number < end; number++) {
  try {
    await outbox.add([shareMessage(number)]);
    // Written before anything else can happen: what was printed was promised.
    writeSync(1, `added ${number}\n`);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : error;
    writeSync(1, `refused ${number} ${String(cause)}\n`);
  }
  if (mode === 'deliver' && number % 3 !== 0) {
    writeSync(1, `delivering ${number}\n`);
    outbox.delivered([shareMessage(number).localId]);
  }
}
await outbox.close();
