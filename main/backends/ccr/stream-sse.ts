import * as z from 'zod';
import { SECOND_MS } from '../../../shared/units.ts';
import { readJson } from '../../claude/frame.ts';
import { type Channel, dialling, type OpenChannel } from './channel.ts';
import { sequenceWire } from './envelope.ts';
import { answerOutcome } from './errors.ts';

const takenWire = z.object({ results: z.tuple([z.object({ sequence_num: sequenceWire })], z.unknown()) });

/** An answer into a network that is gone is found out soon; its uuid makes sending it again harmless. */
const SEND_WITHIN_MS = 5 * SECOND_MS;

/** The newer transport: a resumable event stream to read, and a POST for everything that is sent. */
export const openEventStreamChannel: OpenChannel = (context, sessionId, owner, onMissingRoute) => {
  const { rest, kit, settings } = context;
  const link = kit.eventStream({
    name: `${settings.id}/${sessionId}`,
    url: () => rest.url(rest.sessionPath(sessionId, 'v2', '/events/stream')),
    ...dialling(context, owner, onMissingRoute),
    priority: () => owner.priority(),
    lastEventId: () => owner.lastEventId(),
    onState: (state) => owner.onState(state),
    onOpen: (epoch) => owner.onOpen(epoch),
    onEvent: (event) => {
      if (event.name === 'client_event') owner.onEvent(event.data);
      else if (event.name === 'ephemeral_event') owner.onEphemeral(event.data);
      else if (event.name === 'catch_up_truncated') owner.onGap();
    },
  });
  const channel: Channel = {
    version: 'v2',
    link,
    async send(wire) {
      const body = `{"session_id":${JSON.stringify(sessionId)},"events":[{"payload":${wire}}]}`;
      const path = rest.sessionPath(sessionId, 'v2', '/events');
      const sent = await rest.call({ method: 'POST', path, body, timeoutMs: SEND_WITHIN_MS });
      if (!sent.ok) return { tag: 'failed' };
      const { status, retryAfterMs } = sent.value;
      const sequence = numberGiven(sent.value.body);
      return {
        ...answerOutcome(status),
        ...(retryAfterMs !== null && { retryAfterMs }),
        ...(sequence !== null && { sequence }),
      };
    },
  };
  return channel;
};

function numberGiven(reply: Buffer): number | null {
  const json = readJson(reply.toString());
  const read = takenWire.safeParse(json.ok ? json.value : null);
  return read.success ? read.data.results[0].sequence_num : null;
}
