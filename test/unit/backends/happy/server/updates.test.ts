import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEphemeral, readUpdate } from '../../../../../main/backends/happy/server/updates.ts';

const update = (body: object) => readUpdate({ id: 'x', seq: 1, createdAt: 1, body });

test('updates are read, whichever way they name their session', () => {
  expect(update({ t: 'update-session', id: 's', agentState: { value: 'c', version: 2 } })).toEqual({
    tag: 'session-changed',
    id: 's',
    metadata: null,
    agentState: { value: 'c', version: 2 },
  });
  expect(update({ t: 'delete-session', sid: 's' })).toEqual({ tag: 'session-deleted', id: 's' });
  const message = { id: 'm', seq: 3, content: { t: 'encrypted', c: 'c' }, createdAt: 5 };
  expect(update({ t: 'new-message', sid: 's', message })).toMatchObject({
    tag: 'message',
    sessionId: 's',
    row: message,
  });
});

test('what is damaged is told with its session where that can be read, and unknown kinds are no damage', () => {
  expect(update({ t: 'update-session', id: 's', agentState: { value: 5 } })).toEqual({
    tag: 'malformed',
    sessionId: 's',
  });
  expect(update({ t: 'new-message', sid: 's' })).toEqual({ tag: 'malformed', sessionId: 's' });
  expect(update({ t: 'kv-batch-update' })).toEqual({ tag: 'other' });
  expect(readUpdate('rubbish')).toEqual({ tag: 'malformed', sessionId: null });
});

test('ephemerals: signs of life, and usage as what the model was given to read', () => {
  expect(readEphemeral({ type: 'activity', id: 's', active: true, activeAt: 7, thinking: true })).toEqual({
    tag: 'activity',
    id: 's',
    active: true,
    activeAtMs: 7,
    thinking: true,
  });
  const tokens = { total: 9, input: 1, output: 5, cache_creation: 2, cache_read: 1 };
  expect(readEphemeral({ type: 'usage', id: 's', key: 'k', tokens })).toMatchObject({
    contextTokens: 4,
    outputTokens: 5,
  });
  expect(readEphemeral({ type: 'machine-activity', id: 'm' })).toEqual({ tag: 'other' });
});

test('nothing that comes makes reading throw', () => {
  fc.assert(
    fc.property(fc.anything(), (payload) => {
      readUpdate({ body: payload });
      readEphemeral(payload);
    }),
  );
});
