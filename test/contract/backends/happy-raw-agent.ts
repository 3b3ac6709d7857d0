import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Arrivals } from '../../support/ccr-service/arrivals.ts';
import { contentPair, openBytes, sealBytes, sealNothing, wrapKey, type SealKey } from '../../support/happy-crypto.ts';
import { ask, callHappy, dial, happySocket } from '../../support/happy-wire.ts';

const created = z.looseObject({ session: z.looseObject({ id: z.string() }) });
const ack = z.looseObject({ result: z.literal('success'), version: z.number() });
const params = z.looseObject({ id: z.string(), approved: z.boolean() });

const METADATA = { path: '/home/somebody/project', host: 'workstation', version: '1.2.5', flavor: 'claude' };

/** A session whose requests are JSON text that no parser has touched, and that keeps its answers as text too. */
export async function startRawAgent(given: {
  readonly baseUrl: string;
  readonly token: string;
  readonly secret: Buffer;
}) {
  const { baseUrl, token, secret } = given;
  const key: SealKey = { variant: 'dataKey', key: randomBytes(32) };
  const seal = (text: string) => sealBytes(Buffer.from(text), key);
  const made = await callHappy(given, '/v1/sessions', {
    tag: randomBytes(8).toString('hex'),
    metadata: seal(JSON.stringify(METADATA)),
    dataEncryptionKey: wrapKey(key.key, contentPair(secret).publicKey),
  });
  const { id } = created.parse(made.body).session;
  const socket = happySocket({ baseUrl, token }, () => ({ token, clientType: 'session-scoped', sessionId: id }));
  await dial(socket);

  const open = new Map<string, string>();
  const completed = new Map<string, string>();
  const answers = new Arrivals<{ readonly requestId: string; readonly text: string }>();
  let version = 0;
  let writing: Promise<unknown> = Promise.resolve();

  function write(): Promise<unknown> {
    writing = writing.then(async () => {
      const members = (all: Map<string, string>) => [...all].map(([name, raw]) => `"${name}":${raw}`).join(',');
      const text = `{"controlledByUser":false,"requests":{${members(open)}},"completedRequests":{${members(completed)}}}`;
      const told = await ask(socket, 'update-state', { sid: id, agentState: seal(text), expectedVersion: version });
      ({ version } = ack.parse(told));
    });
    return writing;
  }
  function end(requestId: string, status: 'approved' | 'denied' | 'canceled'): Promise<unknown> {
    const raw = open.get(requestId);
    if (raw === undefined) return Promise.resolve();
    open.delete(requestId);
    completed.set(requestId, `${raw.slice(0, -1)},"completedAt":${Date.now()},"status":"${status}"}`);
    return write();
  }

  socket.on('rpc-request', (request: { params: string }, reply: (result: string) => void) => {
    const text = openBytes(request.params, key)?.toString('utf8') ?? '';
    const { id: requestId, approved } = params.parse(JSON.parse(text));
    answers.add({ requestId, text });
    reply(sealNothing(key));
    // The test may be over by then.
    end(requestId, approved ? 'approved' : 'denied').catch(() => undefined);
  });
  const registered = new Promise((resolve) => socket.once('rpc-registered', resolve));
  socket.emit('rpc-register', { method: `${id}:permission` });
  await registered;
  socket.emit('session-alive', { sid: id, time: Date.now(), thinking: true });
  await write();

  let count = 0;
  return {
    id,
    answers,
    async ask(inputText: string): Promise<{ readonly requestId: string }> {
      const requestId = `toolu_${++count}`;
      open.set(requestId, `{"tool":"Magic","arguments":${inputText},"createdAt":${Date.now()}}`);
      await write();
      return { requestId };
    },
    end,
    close: () => void socket.disconnect(),
  };
}
