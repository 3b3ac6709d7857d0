/** What it costs in memory to keep what sessions said: ours, and the objects that a naive client keeps. */
import { createTranscriptStore } from '../../main/storage/transcripts.ts';
import { sessionKey, connectionId, sessionId } from '../../shared/ids.ts';
import { MIB } from '../../shared/units.ts';
import { messageCycle } from '../far-side/messages.ts';
import { deliver, mustEqual } from '../kit/figure.ts';
import { heldBytes } from '../kit/held-memory.ts';

const EVENTS = 40_000;
const MANY = 200_000;
const SESSIONS = 200;

const messages = messageCycle(1_000).messages;
const keys = Array.from({ length: SESSIONS }, (_, index) => sessionKey(connectionId('work'), sessionId(`s${index}`)));
const keyOf = (index: number) => keys[index % SESSIONS] ?? sessionKey(connectionId('work'), sessionId('s'));
/** As they come from a socket: a view into a larger chunk. */
const arrived = (index: number) =>
  Buffer.from(`${messages[index % messages.length] ?? ''}\n`.padEnd(60_000)).subarray(0, 1_000);

function growth(events: number, keep: (index: number) => void): number {
  const before = heldBytes();
  for (let index = 0; index < events; index++) keep(index);
  return heldBytes() - before;
}

const unbounded = createTranscriptStore({ budgetBytes: 1_000 * MIB, sessionBytes: 1_000 * MIB });
const perEvent = growth(EVENTS, (index) => unbounded.append(keyOf(index), arrived(index)));
mustEqual(
  'kept frames',
  keys.reduce((sum, key) => sum + unbounded.frames(key).length, 0),
  EVENTS,
);
for (const key of keys) unbounded.forget(key);

const objects: unknown[] = [];
const naive = growth(EVENTS, (index) => objects.push(JSON.parse(messages[index % messages.length] ?? '')));
mustEqual('kept objects', objects.length, EVENTS);
objects.length = 0;

const shipped = createTranscriptStore();
const bounded = growth(MANY, (index) => shipped.append(keyOf(index), arrived(index)));
const kept = keys.reduce((sum, key) => sum + shipped.frames(key).length, 0);
const totalFrames = keys.every((key) => shipped.frames(key).length > 0);
if (!totalFrames) throw new Error('a session lost its whole transcript');

const group = 'memory of transcripts, events of 1 KB';
deliver([
  { group, name: 'naive: parsed objects, a kept event', value: naive / EVENTS / 1_000, unit: 'KB' },
  { group, name: 'ours: bytes, a kept event', value: perEvent / EVENTS / 1_000, unit: 'KB' },
  { group, name: 'ours / naive, a kept event', value: perEvent / naive, unit: 'x', aim: 1 },
  {
    group,
    name: `ours after ${MANY} events, in all`,
    value: bounded / MIB,
    unit: 'MiB',
    aim: 32,
    note: `${kept} kept`,
  },
]);
