import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import type { BackendRig, RigRun } from './backend-rig.ts';

/** What every backend must do, whatever it speaks. */
export function describeAnswerContract(rig: BackendRig): void {
  describe(`a session over ${rig.name}`, () => {
    let run: RigRun;
    beforeEach(async () => {
      run = await rig.open();
      run.backend.start();
      await run.heard.live(1);
    });
    afterEach(() => run.stop());

    const allow = (request: PermissionRequest, answerId: string = randomUUID()) => {
      const encoded = run.backend.encodeAnswer(request, { tag: 'allow' }, answerId);
      if (!encoded.ok) throw new Error(encoded.error.code);
      return encoded.value;
    };
    const send = (request: PermissionRequest, wire: string, generation: number) =>
      run.backend.sendAnswer({ sessionId: run.sessionId, requestId: request.requestId, wire, generation });

    const over = (request: PermissionRequest) =>
      rig.receipt === 'answer-seen'
        ? run.heard.until('answer-seen', ({ requestId }) => requestId === request.requestId)
        : run.heard.until('effect-seen', ({ toolUseId }) => toolUseId === request.toolUseId);

    test('asks with the input byte for byte, and takes an allow for just that, with a receipt', async () => {
      const input = '{"id":9007199254740993,"big":1e400,"k":1,"k":2}';
      const { requestId } = await run.ask(input);
      const { request, generation } = await run.heard.ask(requestId);
      expect([request.inputJson, generation]).toEqual([input, 1]);
      expect(await send(request, allow(request), 1)).toEqual({ tag: 'sent' });
      const accepted = await run.acceptedAnswer(requestId);
      if (rig.inputStaysThere === true) expect(accepted).not.toContain('updatedInput');
      else expect(accepted).toContain(`"updatedInput":${input}`);
      await over(request);
    });

    test('tells when an ask is withdrawn', async () => {
      const { requestId } = await run.ask('{}');
      await run.heard.ask(requestId);
      run.cancel(requestId);
      await run.heard.until('ask-cancelled', (event) => event.requestId === requestId);
    });

    test('tells when an ask was answered elsewhere', async () => {
      const { requestId } = await run.ask('{}');
      const { request } = await run.heard.ask(requestId);
      run.answerElsewhere(requestId);
      await over(request);
      expect(run.answerCount()).toBe(0);
    });

    if (rig.asksOutliveTheLink) {
      test('lists its open asks after a reconnect, behind the new generation, and takes the same bytes then', async () => {
        const { requestId } = await run.ask('{"a":1.0}');
        const { request } = await run.heard.ask(requestId);
        const wire = allow(request);
        run.cut();
        await run.heard.live(2);
        const listed = await run.heard.until('open-asks-listed', ({ generation }) => generation === 2);
        expect(listed.requestIds).toEqual([requestId]);
        const order = run.heard.all.flatMap((event) =>
          event.tag === 'session-link' && event.link.tag === 'live' && event.link.generation === 2
            ? ['live']
            : event.tag === 'asked' && event.generation === 2
              ? ['asked']
              : event === listed
                ? ['listed']
                : [],
        );
        expect(order).toEqual(['live', 'asked', 'listed']);
        expect(await send(request, wire, 1)).toEqual({ tag: 'failed' });
        expect(await send(request, wire, 2)).toEqual({ tag: 'sent' });
        expect(await run.acceptedAnswer(requestId)).toBe(wire);
      });

      test('hears what was asked while the link was down', async () => {
        run.cut();
        const { requestId } = await run.ask('{"while":"away"}');
        expect(await run.heard.ask(requestId)).toMatchObject({ generation: 2 });
      });
    } else {
      test('has ended with its link, and takes no answer any more', async () => {
        const { requestId } = await run.ask('{"a":1}');
        const { request } = await run.heard.ask(requestId);
        run.cut();
        const ended = await run.heard.until('session-facts', ({ facts }) => facts.activity?.tag === 'ended');
        expect(ended.facts.can).toMatchObject({ answer: false, resume: true });
        await run.heard.until('session-link', ({ link }) => link.tag === 'unwatched');
        expect(await send(request, allow(request), 1)).toEqual({ tag: 'failed' });
      });
    }

    test('tells nothing more once it was stopped', async () => {
      await run.backend.stop();
      await run.backend.stop();
      const before = run.heard.all.length;
      run.ask('{}').catch(() => undefined);
      run.cut();
      expect(run.heard.all.length).toBe(before);
    });
  });
}
