import { present } from '../../../claude/present.ts';
import { transcriptItems as claudeItems } from '../../../claude/transcript.ts';
import type { SessionEvent, TranscriptItem } from '../../../../shared/model/transcript.ts';
import type { AgentData } from '../wire/agent-data.ts';
import type { AgentEvent } from '../wire/agent-event.ts';
import type { EnvelopeEvent } from '../wire/envelope.ts';
import type { ClaudeLine, HappyMessage } from '../wire/message.ts';
import { withoutNotifications } from './task-notification.ts';

/** An item, before it is known of which message it is. */
type Said = TranscriptItem extends infer T
  ? T extends unknown
    ? Omit<T, 'id' | 'atMs' | 'fromSubagent'>
    : never
  : never;

/** Where and when a message was kept. */
export interface MessagePlace {
  /** The service's own id of it: the same live and in the history. */
  readonly id: string;
  readonly createdAtMs: number;
}

/** @returns what of it is worth showing; ids are the message's own, so that a message told twice is shown once */
export function messageItems(message: HappyMessage, place: MessagePlace): readonly TranscriptItem[] {
  if (message.tag === 'claude-line') return lineItems(message.line, place);
  const fromSubagent = message.tag === 'envelope' && message.subagent !== undefined;
  const atMs = saidAtMs(message, place);
  return said(message).map((item, index) => ({
    id: `${place.id}:${index}`,
    atMs,
    ...(fromSubagent && { fromSubagent }),
    ...item,
  }));
}

/** By the clock of the agent's computer where it tells; messages may be kept in another order than they were said in. */
export function saidAtMs(message: HappyMessage, { createdAtMs }: MessagePlace): number {
  return (message.tag === 'envelope' ? message.timeMs : undefined) ?? createdAtMs;
}

function said(message: Exclude<HappyMessage, { tag: 'claude-line' }>): readonly Said[] {
  switch (message.tag) {
    case 'person':
      return words('person', message.text);
    case 'envelope':
      return enveloped(message.event, message.role);
    case 'event':
      return happened(message.event);
    case 'agent-data':
      return ofOtherAgent(message.data);
    case 'unknown':
      return [];
  }
}

function words(tag: 'person' | 'agent' | 'thinking' | 'note', text: string): readonly Said[] {
  const left = withoutNotifications(text);
  return left.trim() === '' ? [] : [{ tag, text: left }];
}

function enveloped(event: EnvelopeEvent, role: 'user' | 'agent'): readonly Said[] {
  switch (event.tag) {
    case 'text':
      return words(role === 'user' ? 'person' : event.isThinking ? 'thinking' : 'agent', event.text);
    case 'service':
      return words('note', event.text);
    case 'tool-start':
      return [{ tag: 'tool-call', toolUseId: event.call, toolName: event.name, inputJson: event.argsJson }];
    case 'tool-end':
      return [{ tag: 'tool-result', toolUseId: event.call, text: '', isError: false }];
    case 'file':
      return [happening({ tag: 'file', name: event.name })];
    case 'turn-end':
      return event.status === 'cancelled'
        ? [happening({ tag: 'stopped' })]
        : [{ tag: 'turn-end', isError: event.status === 'failed' }];
    case 'subagent-start':
      return event.title === undefined ? [] : [{ tag: 'note', text: event.title }];
    case 'turn-start':
    case 'subagent-stop':
      return [];
  }
}

function happened(event: AgentEvent): readonly Said[] {
  switch (event.tag) {
    case 'message':
      return words('note', event.text);
    case 'switch':
      return [happening({ tag: 'control', to: event.to })];
    case 'limit-reached':
      return [
        happening({ tag: 'limit-reached', ...present<{ untilMs?: number }>({ untilMs: moment(event.endsAtMs) }) }),
      ];
    case 'mode':
      return [happening({ tag: 'mode', mode: event.mode })];
    case 'ready':
      return [{ tag: 'turn-end', isError: false }];
  }
}

/** No number beyond what a date can be. */
function moment(ms: number | undefined): number | undefined {
  return Number.isNaN(new Date(ms ?? Number.NaN).getTime()) ? undefined : ms;
}

function happening(event: SessionEvent): Said {
  return { tag: 'event', event };
}

function ofOtherAgent(data: AgentData): readonly Said[] {
  switch (data.tag) {
    case 'text':
      return words(data.isThinking ? 'thinking' : 'agent', data.text);
    case 'tool-start':
      return [{ tag: 'tool-call', toolUseId: data.call, toolName: data.name, inputJson: data.inputJson }];
    case 'tool-end':
      return [{ tag: 'tool-result', toolUseId: data.call, text: data.output, isError: data.isError }];
    case 'turn-end':
      return data.isAborted ? [happening({ tag: 'stopped' })] : [{ tag: 'turn-end', isError: false }];
    case 'file-edit':
    case 'terminal-output':
      return words('note', data.text);
    case 'turn-start':
    case 'silent':
      return [];
  }
}

function lineItems({ frame, isSidechain, isHidden }: ClaudeLine, place: MessagePlace): readonly TranscriptItem[] {
  if (isHidden) return [];
  return claudeItems(frame).flatMap((item, index): TranscriptItem[] => {
    const facts = present<{ atMs?: number }>({ atMs: item.atMs ?? place.createdAtMs });
    const whose = isSidechain || item.fromSubagent === true;
    const text = 'text' in item && item.tag !== 'tool-result' ? withoutNotifications(item.text ?? '') : null;
    if (text?.trim() === '' && item.tag !== 'turn-end') return [];
    const shown = text === null || item.tag === 'turn-end' ? item : { ...item, text };
    return [{ ...shown, ...facts, id: `${place.id}:${index}`, ...(whose && { fromSubagent: true }) }];
  });
}
