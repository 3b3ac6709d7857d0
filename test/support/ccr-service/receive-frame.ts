import { randomUUID } from 'node:crypto';
import type { CcrSession } from './ccr-session.ts';
import { clientFrame, type Answer, type ClientFrame } from './client-frame.ts';
import { parseJson } from './exchange.ts';
import { sseBlock } from '../../../main/practice/event-text.ts';

export interface Received {
  readonly eventId: string;
  readonly sequence: number;
  readonly isDuplicate: boolean;
  /** What the worker does about it; null for a repeat. */
  readonly effect: (() => void) | null;
}

/** Takes one frame of a client: numbers it, records answers, and says what the worker will do. */
export function receiveFrame(session: CcrSession, text: string, origin: Pick<Answer, 'via' | 'connection'>): Received {
  const read = clientFrame.safeParse(parseJson(text)?.value);
  if (!read.success)
    return { eventId: randomUUID(), sequence: session.log.lastSequence, isDuplicate: false, effect: null };
  const frame = read.data;
  const logged = session.append({ text, uuid: frame.uuid, type: frame.type, source: 'client' });
  if (frame.type === 'control_response' && frame.response !== undefined)
    recordAnswer(session, frame, text, origin, logged.isDuplicate);
  if (logged.isDuplicate) return { ...logged, effect: null };
  session.frameArrivals.add({ frame, text });
  if (session.worker !== null) return { ...logged, effect: null };
  return { ...logged, effect: () => act(session, frame, logged.eventId) };
}

function act(session: CcrSession, frame: ClientFrame, eventId: string): void {
  const delivered = (status: string) =>
    session.broadcast(
      sseBlock('delivery_update', JSON.stringify({ event_id: eventId, status, timestamp: new Date().toISOString() })),
      null,
    );
  delivered('DELIVERY_STATUS_RECEIVED');
  session.agent.receive(frame);
  delivered('DELIVERY_STATUS_PROCESSED');
}

function recordAnswer(
  session: CcrSession,
  frame: ClientFrame,
  text: string,
  origin: Pick<Answer, 'via' | 'connection'>,
  isDuplicate: boolean,
): void {
  const response = frame.response;
  if (response === undefined) return;
  session.answerArrivals.add({
    ...origin,
    requestId: response.request_id,
    text,
    frame,
    result: response.response,
    uuid: frame.uuid,
    atMs: Date.now(),
    atMonotonicMs: performance.now(),
    fate: isDuplicate ? 'repeated' : session.agent.fateOf(response.request_id),
  });
}
