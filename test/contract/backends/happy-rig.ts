import { randomBytes } from 'node:crypto';
import { HappyBackend } from '../../../main/backends/happy/adapter.ts';
import { thisComputer } from '../../../main/backends/happy/publish/this-computer.ts';
import { createLinkKit } from '../../../main/net/link-kit.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import type { BackendTools } from '../../../main/ports/backend.ts';
import type { CredentialSource } from '../../../main/ports/credentials.ts';
import type { Random } from '../../../main/ports/random.ts';
import { connectionId, sessionId } from '../../../shared/ids.ts';
import { happyConnectionSchema } from '../../../shared/model/settings.ts';
import { ok } from '../../../shared/result.ts';
import { startHappyServer } from '../../support/happy-server/index.ts';
import { recordingLog } from '../../support/recording-log.ts';
import type { BackendRig, RigRun } from './backend-rig.ts';
import { startRawAgent } from './happy-raw-agent.ts';
import { HeardEvents } from './heard-events.ts';

type ServerOptions = NonNullable<Parameters<typeof startHappyServer>[0]>;

export interface HappyRigOptions {
  readonly server?: ServerOptions;
  readonly connection?: Readonly<Record<string, unknown>>;
  readonly credentials?: CredentialSource;
  readonly random?: Random;
}

/** What waits fifteen seconds at the real server waits a moment here. */
const IMPATIENT = { rpcRegisterWaitMs: 150, rpcDisconnectGraceMs: 100, rpcAnswerWaitMs: 400 };

/** The double of the server with one account on it, and the backend signed in to that. */
export async function openHappy(options: HappyRigOptions = {}) {
  const server = await startHappyServer({ ...options.server, timing: { ...IMPATIENT, ...options.server?.timing } });
  const secret = randomBytes(32);
  const { accountId, token } = server.signIn(secret);
  const log = recordingLog();
  const kit = createLinkKit({ clock: systemClock, random: systemRandom, log, environment: {} });
  const heard = new HeardEvents();
  const stored: string[] = [];
  const frames: Uint8Array[] = [];
  const tools: BackendTools = {
    connectionId: connectionId('phone'),
    emit: heard.emit,
    credentials: options.credentials ?? { token: () => Promise.resolve(ok(secret.toString('base64url'))) },
    transcripts: {
      append: (_key, frame) => {
        frames.push(Uint8Array.from(frame));
        stored.push(Buffer.from(frame).toString());
      },
      live: () => undefined,
    },
    clock: systemClock,
    random: options.random ?? systemRandom,
    log,
  };
  const settings = happyConnectionSchema.parse({
    id: 'phone',
    kind: 'happy',
    name: 'Happy',
    serverUrl: server.baseUrl,
    credentials: { stored: true },
    ...options.connection,
  });
  const backend = new HappyBackend(settings, tools, kit, thisComputer('0.0.0'));
  return {
    server,
    secret,
    accountId,
    token,
    account: { baseUrl: server.baseUrl, secret },
    backend,
    heard,
    stored,
    frames,
    kit,
    settings,
    tools,
    log,
    async stop() {
      await backend.stop();
      kit.close();
      await server.stop();
    },
  };
}

export function happyRig(name: string, options: HappyRigOptions = {}): BackendRig {
  return {
    name,
    asksOutliveTheLink: true,
    receipt: 'answer-seen',
    inputStaysThere: true,
    async open(): Promise<RigRun> {
      const rig = await openHappy(options);
      const agent = await startRawAgent({ ...rig.account, token: rig.token });
      return {
        backend: rig.backend,
        heard: rig.heard,
        sessionId: sessionId(agent.id),
        ask: (inputText) => agent.ask(inputText),
        cancel: (requestId) => void agent.end(requestId, 'canceled').catch(() => undefined),
        answerElsewhere: (requestId) => void agent.end(requestId, 'approved').catch(() => undefined),
        acceptedAnswer: async (requestId) =>
          (await agent.answers.find((answer) => answer.requestId === requestId)).text,
        answerCount: () => agent.answers.all.length,
        cut: () => rig.server.cutSockets(({ scope }) => scope.tag === 'user-scoped'),
        stop: async () => {
          agent.close();
          await rig.stop();
        },
      };
    },
  };
}
