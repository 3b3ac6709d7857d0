import { CcrBackend } from '../../../main/backends/ccr/adapter.ts';
import { givenToken } from '../../../main/backends/ccr/credentials.ts';
import { createLinkKit } from '../../../main/net/link-kit.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import type { BackendTools } from '../../../main/ports/backend.ts';
import type { CredentialSource } from '../../../main/ports/credentials.ts';
import { connectionId, sessionId } from '../../../shared/ids.ts';
import { ccrConnectionSchema } from '../../../shared/model/settings.ts';
import { startCcrService, type ServiceOptions, type SessionOptions } from '../../support/ccr-service/index.ts';
import type { BackendRig, RigRun } from './backend-rig.ts';
import { HeardEvents } from './heard-events.ts';

export interface CcrRigOptions {
  readonly transport: 'auto' | 'websocket' | 'sse';
  readonly service?: ServiceOptions;
  readonly session?: SessionOptions;
  readonly connection?: Readonly<Record<string, unknown>>;
  /** Leaves `sessions` out, so that the service's list is followed. */
  readonly followsList?: boolean;
  readonly credentials?: CredentialSource;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The double of the service with one session, and the backend pointed at it. */
export async function openCcr(options: CcrRigOptions) {
  const service = await startCcrService(options.service);
  const session = service.addSession({ id: 'session_a1', title: 'Fix the build', ...options.session });
  const kit = createLinkKit({ clock: systemClock, random: systemRandom, log: quiet, environment: {} });
  const heard = new HeardEvents();
  const stored: string[] = [];
  const live: string[] = [];
  const tools: BackendTools = {
    connectionId: connectionId('work'),
    emit: heard.emit,
    credentials: options.credentials ?? givenToken(service.token),
    transcripts: {
      append: (_key, frame) => stored.push(Buffer.from(frame).toString()),
      live: (_key, text) => live.push(text),
    },
    clock: systemClock,
    random: systemRandom,
    log: quiet,
  };
  const settings = ccrConnectionSchema.parse({
    id: 'work',
    kind: 'ccr',
    name: 'Work',
    baseUrl: service.baseUrl,
    transport: options.transport,
    ...(options.followsList !== true && { sessions: ['session_a1'] }),
    credentials: { accessToken: 'unused' },
    ...options.connection,
  });
  const backend = new CcrBackend(settings, tools, kit);
  return {
    service,
    session,
    backend,
    heard,
    stored,
    live,
    kit,
    settings,
    id: sessionId('session_a1'),
    async stop() {
      await backend.stop();
      kit.close();
      await service.stop();
    },
  };
}

export function ccrRig(name: string, options: CcrRigOptions): BackendRig {
  return {
    name,
    asksOutliveTheLink: true,
    async open(): Promise<RigRun> {
      const rig = await openCcr(options);
      return {
        backend: rig.backend,
        heard: rig.heard,
        sessionId: rig.id,
        ask: (inputText) => Promise.resolve(rig.session.ask({ inputText })),
        cancel: (requestId) => rig.session.cancel(requestId),
        answerElsewhere: (requestId) => rig.session.answerElsewhere(requestId),
        acceptedAnswer: async (requestId) => (await rig.session.answerTo(requestId)).text,
        answerCount: () => rig.session.answers.length,
        cut: () => rig.session.dropStreams({ how: 'reset' }),
        stop: () => rig.stop(),
      };
    },
  };
}
