/**
 * Saves decisions without end, or a number of them, and prints the number of each one that the outbox says is on disk.
 * Arguments: PATH FIRST COUNT [settle]. With `settle`, two of three are settled again.
 */
import { writeSync } from 'node:fs';
import { createOutbox } from '../../../main/storage/outbox.ts';
import { outboxRecord } from './outbox-record.ts';

const [path = '', first = '0', count = '0', mode = ''] = process.argv.slice(2);
const none = () => undefined;
const outbox = createOutbox({ path, log: { info: none, warn: none, error: none } });
await outbox.open();
const end = Number(first) + Number(count);
for (let number = Number(first); number < end; number++) {
  const record = outboxRecord(number);
  try {
    await outbox.save(record);
    // Written before anything else can happen: what was printed was promised.
    writeSync(1, `saved ${number}\n`);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : error;
    writeSync(1, `refused ${number} ${String(cause)}\n`);
  }
  if (mode === 'settle' && number % 3 !== 0) {
    writeSync(1, `settling ${number}\n`);
    outbox.settle(record.key);
  }
}
await outbox.close();
