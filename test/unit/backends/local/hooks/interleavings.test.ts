import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeHookAnswer } from '../../../../../main/backends/local/hooks/hook-answer.ts';
import type { RequestId } from '../../../../../shared/ids.ts';
import { hookDesk, SESSION, type DeskCall } from '../../../../support/hook-desk.ts';

/**
 * Claude Code as it was measured: every call of a message is begun, asks, and waits in one queue of prompts; the
 * terminal answers the first of the queue, Gatehouse any; a hook that was overtaken by the terminal stays open.
 */
interface ModelCall {
  readonly id: string;
  readonly command: string;
  stage: 'new' | 'begun' | 'asked' | 'let-run' | 'denied' | 'over';
  held?: { readonly call: DeskCall; readonly requestId: RequestId };
}

function modelRun(commands: readonly string[]) {
  const desk = hookDesk();
  const calls: ModelCall[] = commands.map((command, at) => ({ id: `t${at}`, command, stage: 'new' }));
  const in_ = (stage: ModelCall['stage']) => calls.filter((call) => call.stage === stage);
  /** By the connection that the real program would read the answer from. */
  const decidedByUs = (call: ModelCall) => call.held?.call.answer;
  return {
    desk,
    calls,
    in: in_,
    begin: (call: ModelCall) => {
      call.stage = 'begun';
      desk.begin(call.id, call.command);
    },
    ask: (call: ModelCall) => {
      call.stage = 'asked';
      const { call: held, request } = desk.ask(call.command);
      call.held = { call: held, requestId: request.requestId };
    },
    terminalAllows: (call: ModelCall) => (call.stage = 'let-run'),
    terminalDenies: (call: ModelCall) => {
      call.stage = 'denied';
      call.held?.call.hangUp();
    },
    click: async (requestId: RequestId, allows: boolean) => {
      const asked = desk.events.find((event) => event.tag === 'asked' && event.request.requestId === requestId);
      if (asked?.tag !== 'asked') throw new Error('no such ask');
      const wire = encodeHookAnswer(asked.request, allows ? { tag: 'allow' } : { tag: 'deny', stop: false });
      return desk.asks.send(requestId, wire.ok ? wire.value : '');
    },
    /** What the real program does with an answer that arrived. */
    readAnswer: (call: ModelCall) => {
      const answer = decidedByUs(call);
      if (answer === null || answer === undefined || answer === '{}') return;
      call.stage = answer.includes('"behavior":"allow"') ? 'let-run' : 'denied';
    },
    ran: (call: ModelCall) => {
      call.stage = 'over';
      desk.ran(call.id, call.command);
    },
    batchOver: () => desk.say('PostToolBatch', { tool_calls: calls.map(({ id }) => ({ tool_use_id: id })) }),
  };
}

const commands = fc.array(fc.constantFrom('ls', 'ls', 'pwd'), { minLength: 1, maxLength: 6 });
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('begin', 'begin', 'ask', 'ask', 'terminal-yes', 'terminal-no', 'run', 'allow', 'deny'),
    which: fc.nat(5),
  }),
  { maxLength: 40, size: 'max' },
);

test('whatever the order, an answer lands on the call that was clicked, and no open prompt loses its ask', async () => {
  await fc.assert(
    fc.asyncProperty(commands, steps, async (names, plan) => {
      const run = modelRun(names);
      for (const { what, which } of plan) {
        const pick = (list: readonly ModelCall[]) => list.at(which % Math.max(1, list.length));
        const fresh = run.in('new').at(0);
        const begun = run.in('begun').at(0);
        const shown = run.in('asked').at(0); // the terminal shows one prompt at a time
        const running = pick(run.in('let-run'));
        const open = run.desk.asks.openAsks(SESSION);
        if (what === 'begin' && fresh !== undefined) run.begin(fresh);
        else if (what === 'ask' && begun !== undefined) run.ask(begun);
        else if (what === 'terminal-yes' && shown !== undefined) run.terminalAllows(shown);
        else if (what === 'terminal-no' && shown !== undefined) run.terminalDenies(shown);
        else if (what === 'run' && running !== undefined) run.ran(running);
        else if (what === 'allow' || what === 'deny') {
          const clicked = open.at(which % Math.max(1, open.length));
          const target = run.calls.find((call) => call.held?.requestId === clicked);
          if (clicked === undefined || target === undefined) continue;
          const others = run.calls.filter((call) => call !== target).map((call) => call.held?.call.answer);
          expect(await run.click(clicked, what === 'allow')).toEqual({ tag: 'sent' });
          // Nobody else's connection has heard a thing.
          expect(run.calls.filter((call) => call !== target).map((call) => call.held?.call.answer)).toEqual(others);
          if (target.stage === 'asked') run.readAnswer(target);
        }
        // As many asks are open as there are prompts, or tools let run in the terminal that have not reported yet.
        const asked = run.desk.asks.openAsks(SESSION);
        for (const call of run.in('asked')) {
          const alike = run.in('asked').filter(({ command }) => command === call.command);
          const openAlike = run.calls.filter(
            ({ command, held }) => command === call.command && held !== undefined && asked.includes(held.requestId),
          );
          expect(openAlike.length).toBeGreaterThanOrEqual(alike.length);
          expect(asked).toContain(call.held?.requestId);
        }
      }
      run.batchOver();
      expect(run.desk.asks.openAsks(SESSION)).toEqual([]);
      expect(run.calls.every(({ held }) => held === undefined || !held.call.isOpen)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
