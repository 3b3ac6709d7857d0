import { expect, test } from 'vitest';
import { createWatchedTranscript, type TranscriptSource } from '../../../main/app/watched-transcript.ts';
import { createTranscriptStore } from '../../../main/storage/transcripts.ts';
import { connectionId, sessionId, sessionKey } from '../../../shared/ids.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';

const KEY = sessionKey(connectionId('phone'), sessionId('one'));
const note = (id: string): TranscriptItem => ({ id, tag: 'note', text: id });
const frame = (id: string, bytes = 0) => Buffer.from(JSON.stringify({ id, filler: '.'.repeat(bytes) }));

function rig() {
  const store = createTranscriptStore({ sessionBytes: 4_000 });
  const told: boolean[] = [];
  const rewinds: boolean[] = [];
  const history = { mayHaveOlder: true };
  let due: () => void = () => undefined;
  const transcript = createWatchedTranscript({
    store,
    clock: {
      nowMs: () => 0,
      monotonicMs: () => 0,
      schedule: (_ms, task) => {
        due = task;
        return () => undefined;
      },
    },
    tell: ({ olderAvailable }) => told.push(olderAvailable),
  });
  const source: TranscriptSource = {
    key: KEY,
    read: (bytes) => [note((JSON.parse(Buffer.from(bytes).toString()) as { id: string }).id)],
    mayHaveOlder: () => history.mayHaveOlder,
    rewindOlder: (isCut) => rewinds.push(isCut),
  };
  const isOffered = () => transcript.page(0, 1).olderAvailable;
  return { store, told, rewinds, history, transcript, source, isOffered, tell: () => due() };
}

test('older history is offered until it is known that there is none, and the window is told of that', () => {
  const { store, told, history, transcript, source, isOffered, tell } = rig();
  transcript.watch(source);
  expect(isOffered()).toBe(true);
  history.mayHaveOlder = false;
  store.append(KEY, frame('a'));
  tell();
  expect([told, isOffered()]).toEqual([[false], false]);
});

test('an empty page of history is the last that is offered', () => {
  const { transcript, source, isOffered } = rig();
  transcript.watch(source);
  expect(transcript.prepend([note('a')])).toBe(1);
  expect(transcript.prepend([note('a')])).toBe(0);
  expect(isOffered()).toBe(true);
  expect(transcript.prepend([])).toBe(0);
  expect(isOffered()).toBe(false);
});

test('whoever looks again is offered again what was loaded the last time, as it is not held any more', () => {
  const { store, rewinds, transcript, source } = rig();
  store.append(KEY, frame('a'));
  transcript.watch(source);
  transcript.prepend([note('older')]);
  transcript.watch(null);
  transcript.watch(source);
  expect([rewinds, transcript.page(-9, 9).items.map(({ id }) => id)]).toEqual([[false, false], ['a']]);
});

test('history goes on from its newest page where the beginning of what was stored is gone', () => {
  const { store, rewinds, transcript, source } = rig();
  for (const id of ['a', 'b', 'c']) store.append(KEY, frame(id, 3_000));
  transcript.watch(source);
  expect(rewinds).toEqual([true]);
  expect(transcript.prepend([note('b'), note('c')])).toBe(1);
});

test('nobody is offered anything where nobody looks', () => {
  const { transcript, source, isOffered } = rig();
  transcript.watch(source);
  transcript.watch(null);
  expect([isOffered(), transcript.key]).toEqual([false, null]);
});
