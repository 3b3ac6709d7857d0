import { afterEach } from 'vitest';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { sessionId } from '../../../shared/ids.ts';
import { startHappyAgent, type AgentOptions, type HappyAgent } from '../../support/happy-agent/index.ts';
import { openHappy, type HappyRigOptions } from './happy-rig.ts';

export type HappyDesk = Awaited<ReturnType<typeof openHappy>>;

const ANSWER_ID = 'a0000000-0000-4000-8000-000000000001';

/** A running backend with agents on its account, closed at the end of each test. */
export function happyDesk() {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close();
  });

  async function openDesk(options: HappyRigOptions = {}): Promise<HappyDesk> {
    const rig = await openHappy(options);
    open.push({ close: () => rig.stop() });
    return rig;
  }
  async function agentOf(rig: HappyDesk, options: Partial<AgentOptions> = {}): Promise<HappyAgent> {
    const agent = await startHappyAgent({ ...rig.account, aliveEveryMs: 60_000, ...options });
    open.push({ close: () => agent.close() });
    return agent;
  }
  /** One session that is live in the backend. */
  async function live(options: HappyRigOptions = {}, agentOptions: Partial<AgentOptions> = {}) {
    const rig = await openDesk(options);
    const agent = await agentOf(rig, agentOptions);
    rig.backend.start();
    await rig.heard.live(1);
    return { rig, agent, id: sessionId(agent.id) };
  }
  return { openDesk, agentOf, live };
}

/** Answers an ask as the engine does; the bytes are the same each time. */
export function answer(
  rig: HappyDesk,
  agent: HappyAgent,
  request: PermissionRequest,
  { generation = 1, decision = { tag: 'allow' } as Decision } = {},
) {
  const encoded = rig.backend.encodeAnswer(request, decision, ANSWER_ID);
  if (!encoded.ok) throw new Error(encoded.error.code);
  const { requestId } = request;
  return rig.backend.sendAnswer({ sessionId: sessionId(agent.id), requestId, wire: encoded.value, generation });
}

export const permissionCalls = (rig: HappyDesk) =>
  rig.server.seen.calls.all.filter((call) => JSON.stringify(call).includes(':permission'));
