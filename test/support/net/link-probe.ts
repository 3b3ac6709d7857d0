import { EventEmitter } from 'node:events';
import { createLinkKit } from '../../../main/net/link-kit.ts';
import type { LinkKitTools } from '../../../main/net/link-kit.ts';
import type { LinkOptions, LinkState } from '../../../main/net/link.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import { ok } from '../../../shared/result.ts';
import { recordingLog } from '../recording-log.ts';

/** A kit on the real clock with deadlines ten times shorter than the usual ones. */
export function impatientKit(tools: Partial<LinkKitTools> = {}) {
  return createLinkKit({
    clock: systemClock,
    random: systemRandom,
    log: recordingLog(),
    environment: {},
    times: { handshakeMs: 1_000, headersMs: 1_000, streamProbeMs: 200, lookEveryMs: 500, probeDeadlineMs: 200 },
    ...tools,
  });
}

/** What a link reported, and a way to wait for it. */
export function watchLink(url: () => URL) {
  const states: LinkState[] = [];
  const heard = new EventEmitter();
  const options: LinkOptions = {
    name: 'probe',
    url,
    headers: () => Promise.resolve(ok({ authorization: 'Bearer canary-token' })),
    onState: (state) => {
      states.push(state);
      heard.emit('state');
    },
  };
  /** Resolves with the first state from `since` on that has this tag and passes. */
  async function until<T extends LinkState['tag']>(
    tag: T,
    { since = 0, where = () => true }: { since?: number; where?: (state: LinkState) => boolean } = {},
  ): Promise<Extract<LinkState, { tag: T }>> {
    const is = (state: LinkState): state is Extract<LinkState, { tag: T }> => state.tag === tag && where(state);
    for (;;) {
      const found = states.slice(since).find(is);
      if (found !== undefined) return found;
      await new Promise((resolve) => heard.once('state', resolve));
    }
  }
  return { states, options, until };
}
