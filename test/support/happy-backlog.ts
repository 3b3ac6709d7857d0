/** An account with a past, as years of use leave it: many sessions, long logs, and states that nobody ever prunes. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../../main/ports/random.ts';
import { currentDialect, earlyClaudeDialect, earlyCodexDialect, type Dialect } from './happy-agent/dialect.ts';
import { contentPair, seal, wrapKey, type SealKey } from './happy-crypto.ts';
import type { HappyServer } from './happy-server/index.ts';
import { writeBlob } from './happy-server/rows.ts';
import { seededRandom } from './seeded-random.ts';

export interface PastSession {
  readonly id: string;
  readonly title: string;
  readonly key: SealKey;
  /** Waits for an answer. */
  readonly openIds: readonly string[];
  readonly messages: number;
}

interface BacklogSize {
  readonly sessions: number;
  /** In all; a few sessions hold most of them. */
  readonly messages: number;
}

const PROSE =
  'Ich prüfe zuerst die Tests – „checkout.spec.ts“ schlägt fehl.\nThe retry loop swallows the error; 修正します。 ' +
  'const total = items.reduce((sum, item) => sum + item.price * item.count, 0);\n';
/** Every so many-th session ... */
const EVERY = { legacy: 3, asks: 5, codex: 7, large: 10, early: 4 } as const;
const LONG_LOGS_EVERY = 20;
const LARGE_STATE = { completed: 60, bytesEach: 5_000 } as const;
const SMALL_STATE = { completed: 5, bytesEach: 80 } as const;

/** Puts the sessions on the server, without requests and without telling anybody. */
export function seedBacklog(server: HappyServer, secret: Buffer, size: BacklogSize): readonly PastSession[] {
  const { accountId } = server.signIn(secret);
  const random = seededRandom(4);
  const content = contentPair(secret).publicKey;
  const counts = messageCounts(size);
  return counts.map((messages, at) => {
    const key: SealKey =
      at % EVERY.legacy === 0 ? { variant: 'legacy', key: secret } : { variant: 'dataKey', key: randomBytes(32) };
    const title = `Session ${at}: prüft den Warenkorb`;
    const id = server.seedSession(
      accountId,
      {
        tag: randomUUID(),
        metadata: seal(pastMetadata(at, title), key),
        dataEncryptionKey: key.variant === 'legacy' ? null : wrapKey(key.key, content),
      },
      pastMessages(messages, dialectOf(at), key, random),
    );
    const openIds = openIdsOf(at);
    writeBlob(server.session(id).agentState, seal(pastState(openIds, at % EVERY.large === 0), key));
    return { id, title, key, openIds, messages };
  });
}

export function proseOf(bytes: number): string {
  return PROSE.repeat(Math.ceil(bytes / PROSE.length)).slice(0, bytes);
}

/** @param isLarge  hundreds of kilobytes of what was answered long ago */
export function pastState(openIds: readonly string[], isLarge: boolean): Readonly<Record<string, unknown>> {
  const { completed, bytesEach } = isLarge ? LARGE_STATE : SMALL_STATE;
  const createdAt = Date.now() - 60_000;
  const requests = openIds.map((id, at) => [
    id,
    { tool: 'Bash', arguments: { command: `make ${id}`, description: 'Builds' }, createdAt: createdAt + at },
  ]);
  const over = Array.from({ length: completed }, (_, at) => [
    `toolu_past_${at}`,
    {
      tool: 'Write',
      arguments: { file_path: `/home/somebody/project/src/part-${at}.ts`, content: proseOf(bytesEach) },
      createdAt: createdAt - 1_000_000,
      completedAt: createdAt - 990_000,
      status: 'approved',
      decision: 'approved',
    },
  ]);
  return {
    controlledByUser: false,
    requests: Object.fromEntries(requests),
    completedRequests: Object.fromEntries(over),
  };
}

/** Few sessions are long: of twenty in a row each is a fraction of the first one. */
function messageCounts({ sessions, messages }: BacklogSize): readonly number[] {
  const weights = Array.from({ length: sessions }, (_, at) => 1 / (1 + (at % LONG_LOGS_EVERY)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.map((weight) => Math.floor((messages * weight) / whole));
  const missing = messages - counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, at) => (at === 0 ? count + missing : count));
}

function openIdsOf(at: number): readonly string[] {
  if (at % EVERY.asks !== 1 && at % EVERY.large !== 0) return [];
  const count = at % LONG_LOGS_EVERY === 0 ? 2 : 1;
  return Array.from({ length: count }, (_, ask) => `toolu_open_${at}_${ask}`);
}

function dialectOf(at: number): Dialect {
  if (at % EVERY.codex === 0) return earlyCodexDialect();
  return at % EVERY.early === 0 ? earlyClaudeDialect() : currentDialect();
}

function pastMetadata(at: number, title: string): Readonly<Record<string, unknown>> {
  return {
    path: `/home/somebody/project-${at}`,
    host: `workstation-${at % 6}`,
    version: at % EVERY.early === 0 ? '0.13.0' : '1.2.5',
    os: 'linux',
    flavor: at % EVERY.codex === 0 ? 'codex' : 'claude',
    machineId: randomUUID(),
    homeDir: '/home/somebody',
    happyHomeDir: '/home/somebody/.happy',
    happyLibDir: '/usr/lib/happy',
    happyToolsDir: '/usr/lib/happy/tools/unpacked',
    tools: Array.from({ length: 20 }, (_, tool) => `Tool${tool}`),
    slashCommands: Array.from({ length: 30 }, (_, command) => `command-${command}`),
    summary: { text: title, updatedAt: 1_700_000_000_000 },
    lifecycleState: 'running',
  };
}

function pastMessages(count: number, dialect: Dialect, key: SealKey, random: Random): readonly string[] {
  const sealed: string[] = [];
  for (let at = 0; sealed.length < count; at++) {
    const text = proseOf(messageBytes(random.fraction()));
    const id = `toolu_${at}`;
    const bodies = at % 3 === 0 ? dialect.toolStart(id, 'Edit', { new_string: text }) : dialect.text(text);
    for (const body of bodies) if (sealed.length < count) sealed.push(seal(body, key));
  }
  return sealed;
}

/** Mostly a few lines, sometimes a file. */
function messageBytes(share: number): number {
  if (share < 0.7) return 300;
  if (share < 0.9) return 1_000;
  return share < 0.99 ? 6_000 : 60_000;
}
