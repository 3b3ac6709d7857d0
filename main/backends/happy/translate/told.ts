import * as z from 'zod';
import { translate } from '../../../claude/translate.ts';
import type { SessionControl, TokenUsage } from '../../../../shared/model/session.ts';
import type { AgentData } from '../wire/agent-data.ts';
import type { AgentEvent } from '../wire/agent-event.ts';
import type { Envelope } from '../wire/envelope.ts';
import type { ClaudeLine, HappyMessage } from '../wire/message.ts';
import { tokenUsage } from '../wire/token-usage.ts';

/**
 * What a message that just came says about its session. About work these are hints only: a turn may end before its last
 * words, and the end of one that was stopped is not always told.
 */
export type Told =
  | { readonly tag: 'working' }
  | { readonly tag: 'turn-over'; readonly how: 'done' | 'failed' | 'stopped' }
  | { readonly tag: 'control'; readonly control: SessionControl }
  | { readonly tag: 'mode'; readonly mode: string }
  | { readonly tag: 'usage'; readonly usage: TokenUsage }
  /** The tool ran or was refused. */
  | { readonly tag: 'effect'; readonly toolUseId: string }
  /** Of a kind we do not know: to be counted. */
  | { readonly tag: 'unknown' };

export function toldBy(message: HappyMessage): readonly Told[] {
  switch (message.tag) {
    case 'person':
      return []; // the agent may be away: it works when it says so
    case 'envelope':
      return [...byEnvelope(message.envelope), ...byUsage(message.envelope.usage)];
    case 'event':
      return byEvent(message.event);
    case 'claude-line':
      return byLine(message.line);
    case 'agent-data':
      return byOtherAgent(message.data);
    case 'unknown':
      return UNKNOWN;
  }
}

const WORKING: readonly Told[] = [{ tag: 'working' }];
const UNKNOWN: readonly Told[] = [{ tag: 'unknown' }];
const over = (how: 'done' | 'failed' | 'stopped'): readonly Told[] => [{ tag: 'turn-over', how }];

const byUsage = (usage: TokenUsage | undefined): readonly Told[] =>
  usage === undefined ? [] : [{ tag: 'usage', usage }];

function byEnvelope({ event }: Envelope): readonly Told[] {
  switch (event.tag) {
    case 'turn-start':
    case 'tool-start':
      return WORKING;
    case 'tool-end':
      return [{ tag: 'effect', toolUseId: event.call }];
    case 'turn-end':
      return over(event.status === 'completed' ? 'done' : event.status === 'failed' ? 'failed' : 'stopped');
    case 'unknown':
      return UNKNOWN;
    default:
      return [];
  }
}

function byEvent(event: AgentEvent): readonly Told[] {
  switch (event.tag) {
    case 'switch':
      return [{ tag: 'control', control: event.to }];
    case 'mode':
      return [{ tag: 'mode', mode: event.mode }];
    case 'ready':
      return over('done');
    case 'unknown':
      return UNKNOWN;
    case 'message':
    case 'limit-reached':
      return [];
  }
}

const answerWire = z.object({ message: z.object({ usage: z.unknown().optional() }) });

function byLine({ frame, isSidechain, isHidden }: ClaudeLine): readonly Told[] {
  if (isHidden) return [];
  const effects = translate(frame, 'worker').flatMap((heard): readonly Told[] =>
    heard.tag === 'effect' ? [{ tag: 'effect', toolUseId: heard.toolUseId }] : [],
  );
  if (frame.type === 'result') return over(frame.value['is_error'] === true ? 'failed' : 'done');
  if (frame.type !== 'assistant') return effects;
  // How full the context of a sub-agent is says nothing about the session.
  const usage = isSidechain ? undefined : answerWire.safeParse(frame.value).data?.message.usage;
  return [...WORKING, ...effects, ...byUsage(tokenUsage(usage))];
}

function byOtherAgent(data: AgentData): readonly Told[] {
  switch (data.tag) {
    case 'turn-start':
    case 'tool-start':
      return WORKING;
    case 'tool-end':
      return [{ tag: 'effect', toolUseId: data.call }];
    case 'turn-end':
      return over(data.isAborted ? 'stopped' : 'done');
    case 'usage':
      return byUsage(data.usage);
    case 'unknown':
      return UNKNOWN;
    default:
      return [];
  }
}
