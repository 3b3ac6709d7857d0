import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { authRequest, contentPair, seal, wrapKey, type SealKey } from '../happy-crypto.ts';
import { callHappy } from '../happy-wire.ts';
import { HappyAgent } from './agent.ts';
import { currentDialect, earlyClaudeDialect, earlyCodexDialect, type DialectName } from './dialect.ts';
import { SessionLine } from './session-line.ts';
import { BlobWriter, stateSchema } from './state.ts';

export interface AgentOptions {
  readonly baseUrl: string;
  /** Of the account; from it come the token and the keys. */
  readonly secret: Buffer;
  /** `legacy`: sealed with the account's secret, as agents do that were paired the old way. Default `dataKey`. */
  readonly variant?: SealKey['variant'];
  /** Default `current` (1.2.x); `early` is 0.13. */
  readonly dialect?: DialectName;
  /** Default `claude`. */
  readonly flavor?: string;
  readonly mode?: 'local' | 'remote';
  readonly permissionMode?: string;
  readonly tag?: string;
  /** Added to what agents write. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Default 2 000, as documented. */
  readonly aliveEveryMs?: number;
  /** Pause before it dials again; default 50 instead of the CLI's 3 000. */
  readonly redialAfterMs?: number;
}

const token = z.looseObject({ token: z.string() });
const created = z.looseObject({
  session: z.looseObject({ id: z.string(), metadataVersion: z.number(), agentStateVersion: z.number() }),
});
const metadataSchema = z.record(z.string(), z.unknown());

/** Signs in, creates a session, connects. @returns resolves when it can be asked. */
export async function startHappyAgent(options: AgentOptions): Promise<HappyAgent> {
  const { baseUrl, secret, dialect: dialectName = 'current', flavor = 'claude' } = options;
  const signedIn = await callHappy({ baseUrl, token: '' }, '/v1/auth', authRequest(secret));
  const caller = { baseUrl, token: token.parse(signedIn.body).token };
  const variant = options.variant ?? 'dataKey';
  const key: SealKey = { variant, key: variant === 'legacy' ? secret : randomBytes(32) };
  const metadata = { ...agentMetadata(dialectName, flavor), ...options.metadata };
  const made = await callHappy(caller, '/v1/sessions', {
    tag: options.tag ?? randomUUID(),
    metadata: seal(metadata, key),
    dataEncryptionKey: variant === 'legacy' ? null : wrapKey(key.key, contentPair(secret).publicKey),
  });
  const { session } = created.parse(made.body);
  const isClaude = flavor === 'claude';
  const early = isClaude ? earlyClaudeDialect : earlyCodexDialect;
  const line: SessionLine = new SessionLine({
    ...caller,
    sessionId: session.id,
    key,
    dialect: dialectName,
    redialAfterMs: options.redialAfterMs ?? 50,
    onMessage: (body) => agent.takeMessage(body),
    onUpdate: (body) => agent.takeUpdate(body),
  });
  const blob = { sessionId: session.id, key, socket: () => line.socket };
  const agent: HappyAgent = new HappyAgent({
    ...caller,
    sessionId: session.id,
    key,
    isClaude,
    dialectName,
    dialect: dialectName === 'current' ? currentDialect() : early(),
    aliveEveryMs: options.aliveEveryMs ?? 2_000,
    permissionMode: options.permissionMode ?? 'default',
    line,
    state: new BlobWriter({
      ...blob,
      event: 'update-state',
      field: 'agentState',
      schema: stateSchema,
      known: { value: {}, version: session.agentStateVersion },
    }),
    metadata: new BlobWriter<Record<string, unknown>>({
      ...blob,
      event: 'update-metadata',
      field: 'metadata',
      schema: metadataSchema,
      known: { value: metadata, version: session.metadataVersion },
    }),
  });
  await agent.start(options.mode ?? 'remote');
  return agent;
}

const agentMetadata = (dialect: DialectName, flavor: string) => ({
  path: '/home/somebody/project',
  host: 'workstation',
  homeDir: '/home/somebody',
  happyHomeDir: '/home/somebody/.happy',
  happyLibDir: '/usr/lib/happy',
  happyToolsDir: '/usr/lib/happy/tools/unpacked',
  version: dialect === 'current' ? '1.2.5' : '0.13.0',
  os: 'linux',
  flavor,
  startedFromDaemon: false,
  startedBy: 'terminal',
  hostPid: 4711,
  lifecycleState: 'running',
  lifecycleStateSince: Date.now(),
  ...(dialect === 'current' ? { dangerouslySkipPermissions: false, sandbox: null } : {}),
});
