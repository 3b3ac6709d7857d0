import { expect, test } from 'vitest';
import { followAnswer } from '../../../../main/shell/dbus/follow-answer.ts';
import type { BusSignal, SessionBus } from '../../../../main/shell/dbus/session-bus.ts';
import { ok } from '../../../../shared/result.ts';

const signal: BusSignal = { sender: ':1.2', interface: 'x', member: 'Changed', body: [] };

/** A bus that takes every rule, and questions whose answers come when the test says. */
function rig() {
  const listeners = new Set<(heard: BusSignal) => void>();
  const rules: string[] = [];
  const bus: Pick<SessionBus, 'call' | 'onSignal'> = {
    call: ({ member }) => (rules.push(member), Promise.resolve(ok([]))),
    onSignal: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
  };
  const questions: ((said: number | null) => void)[] = [];
  const said: number[] = [];
  const stop = followAnswer<number>(
    bus as SessionBus,
    { rule: 'r', isNews: () => true, ask: () => new Promise((answer) => questions.push(answer)) },
    (one) => said.push(one),
  );
  const settle = () => new Promise((done) => setImmediate(done));
  return { rules, listeners, questions, said, stop, settle, tell: () => listeners.forEach((hear) => hear(signal)) };
}

test('what an earlier question is answered late is passed over', async () => {
  const { questions, said, settle, tell } = rig();
  await settle();
  tell();
  questions[1]?.(2);
  await settle();
  questions[0]?.(1);
  await settle();
  expect(said).toEqual([2]);
});

test('a question that is never answered holds up no later one, and no answer says nothing', async () => {
  const { questions, said, settle, tell } = rig();
  await settle();
  tell();
  tell();
  questions[1]?.(null);
  questions[2]?.(3);
  await settle();
  expect(said).toEqual([3]);
});

test('after its end an answer on its way is not heard, and the bus is asked to forget it', async () => {
  const { rules, listeners, questions, said, stop, settle } = rig();
  await settle();
  stop();
  questions[0]?.(1);
  await settle();
  expect(said).toEqual([]);
  expect(listeners.size).toBe(0);
  expect(rules).toEqual(['AddMatch', 'RemoveMatch']);
});
