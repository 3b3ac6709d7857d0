/** The far side of what is measured of Happy accounts: the double of the server, in a process of its own. */
import { seal, type SealKey } from '../../test/support/happy-crypto.ts';
import { pastState, proseOf, seedBacklog } from '../../test/support/happy-backlog.ts';
import { startHappyAgent } from '../../test/support/happy-agent/index.ts';
import { startHappyServer } from '../../test/support/happy-server/index.ts';
import type { HappyOrder, HappyReport } from './happy-orders.ts';
import { machineMs } from './orders.ts';

const report = (message: HappyReport) => void process.send?.(message);
const server = await startHappyServer();
const keys = new Map<string, SealKey>();
/** Made once: what is measured is who reads them. */
const sealedMessages = new Map<string, readonly string[]>();
const CYCLE = 256;
const AT_ONCE = 50;
const SIGN_EVERY_MS = 2_000;
let agent: Awaited<ReturnType<typeof startHappyAgent>> | null = null;

/** Each ciphertext is another one, as on a real line. */
function messagesOf(key: SealKey, bytes: number): readonly string[] {
  const name = `${key.variant} ${key.key.toString('hex')} ${bytes}`;
  const known = sealedMessages.get(name);
  if (known !== undefined) return known;
  const envelope = (at: number) => ({
    role: 'session',
    content: { id: `z${at}`, time: 1_700_000_000_000 + at, role: 'agent', ev: { t: 'text', text: proseOf(bytes) } },
    meta: { sentFrom: 'cli' },
  });
  const made = Array.from({ length: CYCLE }, (_, at) => seal(envelope(at), key));
  sealedMessages.set(name, made);
  return made;
}

function keyOf(sessionId: string): SealKey {
  const key = keys.get(sessionId);
  if (key === undefined) throw new Error(`no key of ${sessionId}`);
  return key;
}

function seed({ secret: text, sessions, messages }: Extract<HappyOrder, { tag: 'seed' }>): void {
  const seeded = seedBacklog(server, Buffer.from(text, 'base64url'), { sessions, messages });
  for (const { id, key } of seeded) keys.set(id, key);
  report({
    tag: 'seeded',
    sessions: seeded.map(({ id, title, openIds, key }) => ({ id, title, openIds, variant: key.variant })),
  });
}

async function blast({ sessionId, bytes, count, title }: Extract<HappyOrder, { tag: 'blast' }>): Promise<void> {
  const key = keyOf(sessionId);
  const sealed = messagesOf(key, bytes);
  for (let sent = 0; sent < count; sent++) {
    server.hostile.putMessage(sessionId, sealed[sent % CYCLE] ?? '');
    if (sent % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  server.hostile.putBlob(sessionId, 'metadata', seal({ path: '/home/somebody', summary: { text: title } }, key));
}

function beLively({ secret, forMs }: Extract<HappyOrder, { tag: 'lively' }>): void {
  const { accountId } = server.signIn(Buffer.from(secret, 'base64url'));
  const sessions = server.core.store.sessionsOf(accountId);
  const startedMs = machineMs();
  let signs = 0;
  const timer = setInterval(() => {
    const pastMs = Math.min(machineMs() - startedMs, forMs);
    for (const due = (pastMs / SIGN_EVERY_MS) * sessions.length; signs < Math.floor(due); signs++) {
      const session = sessions[signs % sessions.length];
      if (session !== undefined) server.core.presence.alive(session, server.core.clock.nowMs(), false);
    }
    if (pastMs < forMs) return;
    clearInterval(timer);
    report({ tag: 'was-lively', signs });
  }, 10);
}

async function ask(command: string): Promise<void> {
  if (agent === null) throw new Error('no agent');
  const atMs = machineMs();
  const { id, outcome } = await agent.ask({ tool: 'Bash', arguments: { command, description: 'Builds' } });
  report({ tag: 'asked', requestId: id, atMs });
  await outcome;
}

function askInLargeState(sessionId: string, requestId: string): void {
  const sealed = seal(pastState([requestId], true), keyOf(sessionId));
  report({ tag: 'asked', requestId, atMs: machineMs() });
  server.hostile.putBlob(sessionId, 'agentState', sealed);
}

async function obey(order: HappyOrder): Promise<void> {
  switch (order.tag) {
    case 'seed':
      return seed(order);
    case 'cut':
      return server.cutSockets(({ scope }) => scope.tag === 'user-scoped');
    case 'blast':
      return blast(order);
    case 'lively':
      return beLively(order);
    case 'start-agent':
      agent = await startHappyAgent({ baseUrl: server.baseUrl, secret: Buffer.from(order.secret, 'base64url') });
      return report({ tag: 'agent-started', sessionId: agent.id });
    case 'ask':
      return ask(order.command);
    case 'ask-in-large-state':
      return askInLargeState(order.sessionId, order.requestId);
  }
}

async function tellAnswers(): Promise<void> {
  for (;;) {
    await server.seen.calls.later(({ method }) => method.endsWith(':permission'));
    report({ tag: 'answered', atMs: machineMs() });
  }
}

async function tellConnections(): Promise<void> {
  for (;;) {
    await server.seen.connections.later(({ scope }) => scope.tag === 'user-scoped');
    report({ tag: 'connected', atMs: machineMs() });
  }
}

void tellConnections();
void tellAnswers();
process.on('message', (order: HappyOrder) => void obey(order));
process.on('disconnect', () => process.exit(0));
report({ tag: 'listening', port: Number(new URL(server.baseUrl).port) });
