import * as z from 'zod';
import type { TokenUsage } from '../../../../shared/model/session.ts';
import type { HappySocket } from '../server/happy-socket.ts';

const ackWire = z.object({ success: z.literal(true) });

/** The counts of the newest answer: only the newest one counts, so only that is kept until the service has it. */
export class UsageReport {
  #unsent: TokenUsage | null = null;

  set(usage: TokenUsage): void {
    this.#unsent = usage;
  }

  async send(sessionId: string, socket: HappySocket): Promise<void> {
    const usage = this.#unsent;
    if (usage === null) return;
    const { contextTokens: input, outputTokens: output } = usage;
    const answer = await socket.call('usage-report', {
      key: 'claude-session',
      sessionId,
      tokens: { total: input + output, input, output, cache_creation: 0, cache_read: 0 },
      // What it cost is not known here.
      cost: { total: 0, input: 0, output: 0 },
    });
    if (answer.ok && ackWire.safeParse(answer.value).success && this.#unsent === usage) this.#unsent = null;
  }
}
