import { expect, test } from 'vitest';
import { SentMessages } from '../../../../../main/backends/local/process/sent-messages.ts';
import { readFrame } from '../../../../../main/claude/frame.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';

function frameOf(value: object) {
  const frame = readFrame(JSON.stringify(value));
  if (!frame.ok) throw new Error(frame.error.code);
  return frame.value;
}
const sent = () => Promise.resolve({ tag: 'sent' } as const);

test('a message counts once it is queued, or once it is seen again', async () => {
  const messages = new SentMessages(createHandClock());
  const queued = messages.hand('a', sent);
  const echoed = messages.hand('b', sent);
  messages.hear(frameOf({ type: 'command_lifecycle', command_uuid: 'a', state: 'queued' }));
  messages.hear(frameOf({ type: 'user', uuid: 'b', isReplay: true, message: { content: 'x' } }));
  expect([await queued, await echoed]).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
});

test('what nobody takes in is said to be so: late, or never', async () => {
  const clock = createHandClock();
  const messages = new SentMessages(clock);
  const late = messages.hand('a', sent);
  const over = messages.hand('b', sent);
  const unsent = messages.hand('c', () => Promise.resolve({ tag: 'failed' } as const));
  expect(await unsent).toEqual({ ok: false, error: { code: 'offline' } });
  messages.hear(frameOf({ type: 'user', uuid: 'a', message: { content: 'of somebody else' } }));
  clock.advance(9_999);
  messages.giveUp();
  expect([await late, await over]).toEqual(Array(2).fill({ ok: false, error: { code: 'offline' } }));
  const slow = messages.hand('d', sent);
  clock.advance(10_000);
  expect(await slow).toEqual({ ok: false, error: { code: 'timeout' } });
  expect(clock.pending()).toBe(0);
});
