import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcedFor } from '../../../../../main/backends/happy/server/hidden-message.ts';

const message = { id: 'm1', seq: 3, localId: null, content: { t: 'encrypted', c: 'AAAA' }, createdAt: 1, updatedAt: 1 };
const announced = (body: unknown, rest: object = { createdAt: 1 }) =>
  `42${JSON.stringify(['update', { id: 'x_-9', seq: 12, body, ...rest }])}`;

test('a message is known by how its packet begins', () => {
  expect(announcedFor(announced({ t: 'new-message', sid: 'cm1', message }))).toBe('cm1');
});

test('whatever carries asks, or is written in another way, is left to be read in full', () => {
  const kinds = ['update-session', 'new-session', 'delete-session', 'new-messages', 'something-new'];
  for (const t of kinds) expect(announcedFor(announced({ t, sid: 'cm1', id: 'cm1', message }))).toBeNull();
  expect(announcedFor(announced({ sid: 'cm1', t: 'new-message', message }))).toBeNull();
  expect(announcedFor(announced({ t: 'new-message', sid: 'c"m\\1', message }))).toBeNull();
  for (const packet of [
    '',
    '2',
    '3',
    '40{"sid":"x"}',
    '42["ephemeral",{}]',
    '421["update",{}]',
    '42["update",{"id":',
  ]) {
    expect(announcedFor(packet)).toBeNull();
  }
});

test('only announcements of messages are taken for such, whatever else they hold', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.json(), (t, sid, more) => {
      const packet = announced({ t, sid, more });
      const told = announcedFor(packet);
      expect(told === null || (t === 'new-message' && told === sid)).toBe(true);
    }),
  );
});
