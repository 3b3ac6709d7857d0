import type { LoggedEvent } from './event-log.ts';

/** How sequence numbers are written: the hosted service sends decimal strings, older builds numbers. */
export type SequenceStyle = 'string' | 'number';

export const sequenceValue = (sequence: number, style: SequenceStyle): string | number =>
  style === 'string' ? String(sequence) : sequence;

/** The event with its envelope as JSON text. The payload's text is kept byte for byte. */
export function eventText(event: LoggedEvent, style: SequenceStyle): string {
  const envelope = JSON.stringify({
    event_id: event.eventId,
    sequence_num: sequenceValue(event.sequence, style),
    event_type: event.eventType,
    source: event.source,
    created_at: new Date(event.createdAtMs).toISOString(),
  });
  return `${envelope.slice(0, -1)},"payload":${event.payloadText}}`;
}

/** One server-sent event. Line breaks in `data` become several data lines, as the format asks. */
export function sseBlock(name: string, data: string, id?: number): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  const body = /[\r\n]/.test(data) ? data.replaceAll(/\r\n|\r|\n/g, '\ndata: ') : data;
  return `event: ${name}\n${idLine}data: ${body}\n\n`;
}

/** A comment line: keeps the connection alive, means nothing. */
export const SSE_KEEP_ALIVE = ': keep-alive\n\n';
