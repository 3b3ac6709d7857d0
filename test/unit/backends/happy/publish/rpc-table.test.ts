import { describe, expect, test } from 'vitest';
import { controlMethods } from '../../../../../main/backends/happy/publish/control-methods.ts';
import { PublishedAsks } from '../../../../../main/backends/happy/publish/published-asks.ts';
import { AskIds } from '../../../../../main/backends/happy/publish/ask-ids.ts';
import { RpcTable, type RpcHandler } from '../../../../../main/backends/happy/publish/rpc-table.ts';
import type { Language } from '../../../../../shared/strings/language.ts';
import { otherDeviceWordsOf } from '../../../../../shared/strings/other-devices.ts';
import { systemRandom } from '../../../../../main/net/system-random.ts';
import { sessionId } from '../../../../../shared/ids.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';
import { recordingLog } from '../../../../support/recording-log.ts';

/** Calls as they come over the socket; nothing is encrypted here. */
function table(handlers: Readonly<Record<string, RpcHandler>>, called = new Set<string>(), language: Language = 'en') {
  const rpc = new RpcTable({
    sessionId: () => 's',
    handlers: () => new Map(Object.entries(handlers)),
    wasCalled: (id) => called.has(id),
    onCalled: (id) => called.add(id),
    seal: (plaintext) => plaintext,
    unseal: (sealed) => sealed,
    words: () => otherDeviceWordsOf(language).calls,
    clock: createHandClock(),
    log: recordingLog(),
    name: 's',
  });
  return async (method: string, params: string): Promise<string> => {
    let replied = 'no reply';
    const reply = (answer: unknown) => (replied = String(answer));
    await rpc.receive({ event: 'rpc-request', payload: { method: `s:${method}`, params }, reply });
    return replied;
  };
}

describe('A call of another device', () => {
  test('that is not done says why in the language of the person, and to programs as ever', async () => {
    const call = table({ abort: () => Promise.reject(new Error('a bug')) }, new Set(), 'de');
    expect(await call('abort', '{}')).toBe('{"error":"Der Computer konnte das nicht ausführen."}');
    expect(await call('bash', '{}')).toBe('{"error":"Method not found"}');
  });

  test('that changes something acts once, also when it is said again to a later run', async () => {
    const called = new Set<string>();
    const written: unknown[] = [];
    const writeFile: RpcHandler = (params) => Promise.resolve(void written.push(params));
    const listDirectory: RpcHandler = () => Promise.resolve({ success: true });
    const call = table({ writeFile, listDirectory }, called);
    expect(await call('writeFile', '{"path":"a"}')).toBe('');
    expect(await call('writeFile', '{"path":"a"}')).toBe('{"error":"This call came before."}');
    expect(await call('listDirectory', '{"path":"."}')).toBe('{"success":true}');
    const later = table({ writeFile, listDirectory }, called);
    expect(await later('writeFile', '{"path":"a"}')).toBe('{"error":"This call came before."}');
    expect(await later('listDirectory', '{"path":"."}')).toBe('{"success":true}');
    expect(written).toEqual([{ path: 'a' }]);
  });

  test('is answered with a word where the answer is more than the service takes', async () => {
    const call = table({ readFile: () => Promise.resolve({ content: 'x'.repeat(1_000_000) }) });
    expect(await call('readFile', '{}')).toBe('{"error":"The answer is too large to be sent."}');
  });

  test('about something else does not end the session when the service calls it so', async () => {
    let ended = 0;
    const hands = {
      decide: () => Promise.resolve('over' as const),
      sendMessage: () => Promise.resolve(err({ code: 'refused' as const })),
      setMode: () => Promise.resolve(err({ code: 'refused' as const })),
      interrupt: () => Promise.resolve(ok(null)),
      end: () => Promise.resolve(((ended += 1), ok(null))),
    };
    const can = { sendMessage: true, interrupt: true, setMode: true, end: true };
    const facts = () => ({
      language: 'en' as const,
      ...{ sessionId: sessionId('s'), title: 'S', cwd: '/s', agent: 'claude' as const, working: false, can },
      control: 'remote' as const,
    });
    const words = () => otherDeviceWordsOf('en');
    const asks = new PublishedAsks(createHandClock(), new AskIds(systemRandom), words);
    const methods = controlMethods({ facts, words, hands, asks, filesBelow: null, say: () => undefined });
    const call = table(Object.fromEntries(methods));
    expect(await call('killSession', '{"path":"."}')).toBe('{"error":"The call could not be read."}');
    expect(ended).toBe(0);
    expect(await call('killSession', '{}')).toBe('{"success":true,"message":"The session is ending."}');
    expect(ended).toBe(1);
  });
});
