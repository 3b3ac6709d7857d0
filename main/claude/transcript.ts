import * as z from 'zod';
import type { SessionEvent, TranscriptItem } from '../../shared/model/transcript.ts';
import { cutRaw } from '../../shared/raw-json.ts';
import { decodeUtf8, readFrame, type Frame } from './frame.ts';
import { present } from './present.ts';
import { CRASH_SUBTYPE, NOTE_SUBTYPES } from './read-system.ts';

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

const blockWire = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('thinking'), thinking: z.string() }),
  z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string() }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    is_error: z.boolean().optional().catch(undefined),
    content: z
      .union([z.string(), z.array(z.looseObject({ type: z.string(), text }))])
      .optional()
      .catch(undefined),
  }),
]);
type Block = z.infer<typeof blockWire>;

const messageWire = z.object({
  uuid: text,
  timestamp: text,
  parent_tool_use_id: z.string().nullish().catch(undefined),
  message: z.object({ content: z.union([z.string(), z.array(z.unknown())]) }),
});

const resultWire = z.object({
  uuid: text,
  is_error: z.boolean().optional().catch(undefined),
  result: text,
  errors: z.array(z.string()).optional().catch(undefined),
  duration_ms: number,
  total_cost_usd: number,
});

const noteWire = z.object({
  uuid: text,
  subtype: z.string(),
  content: text,
  text,
  message: text,
  tool_name: text,
  error: text,
  attempt: number,
  max_retries: number,
});

/** Reads one stored frame for the screen. Unreadable or uninteresting frames give no items. */
export function readTranscript(bytes: Uint8Array): readonly TranscriptItem[] {
  const decoded = decodeUtf8(bytes);
  if (decoded === null) return [];
  const frame = readFrame(decoded);
  if (frame.ok) return transcriptItems(frame.value);
  // A message kept unread may carry the tail of its envelope behind it.
  const first = readFrame(cutRaw(decoded, []) ?? '');
  return first.ok ? transcriptItems(first.value) : [];
}

export function transcriptItems(frame: Frame): readonly TranscriptItem[] {
  switch (frame.type) {
    case 'assistant':
    case 'user':
      return messageItems(frame, frame.type);
    case 'result':
      return resultItems(frame);
    case 'system':
      return noteItems(frame);
    default:
      return [];
  }
}

/** What a command of Claude Code itself printed, a change of model for one: in the person's place, but not their words. */
const COMMAND_OUTPUT = /^<local-command-stdout>([^]*)<\/local-command-stdout>\s*$/;

function messageItems(frame: Frame, from: 'assistant' | 'user'): readonly TranscriptItem[] {
  const read = messageWire.safeParse(frame.value);
  if (!read.success) return [];
  const { uuid = '', timestamp, parent_tool_use_id: parent, message } = read.data;
  const common = {
    ...present<{ atMs?: number }>({ atMs: epochMs(timestamp) }),
    ...(typeof parent === 'string' && { fromSubagent: true }),
  };
  if (typeof message.content === 'string') {
    const output = from === 'user' ? COMMAND_OUTPUT.exec(message.content)?.[1] : undefined;
    if (output !== undefined) return [{ id: `${uuid}:0`, ...common, tag: 'note', text: output.trim() }];
    const tag = from === 'user' ? 'person' : 'agent';
    return [{ id: `${uuid}:0`, ...common, tag, text: message.content }];
  }
  return message.content.flatMap((block, index): readonly TranscriptItem[] => {
    const known = blockWire.safeParse(block);
    return known.success ? [{ id: `${uuid}:${index}`, ...common, ...blockItem(frame, known.data, index, from) }] : [];
  });
}

type ItemBody = TranscriptItem extends infer T
  ? T extends unknown
    ? Omit<T, 'id' | 'atMs' | 'fromSubagent'>
    : never
  : never;

function blockItem(frame: Frame, block: Block, index: number, from: 'assistant' | 'user'): ItemBody {
  switch (block.type) {
    case 'text':
      return { tag: from === 'user' ? 'person' : 'agent', text: block.text };
    case 'thinking':
      return { tag: 'thinking', text: block.thinking };
    case 'tool_use': {
      const inputJson = cutRaw(frame.text, ['message', 'content', index, 'input']) ?? '{}';
      return { tag: 'tool-call', toolUseId: block.id, toolName: block.name, inputJson };
    }
    case 'tool_result':
      return {
        tag: 'tool-result',
        toolUseId: block.tool_use_id,
        text: resultText(block.content),
        isError: block.is_error ?? false,
      };
  }
}

function resultText(content: Extract<Block, { type: 'tool_result' }>['content']): string {
  if (content === undefined || typeof content === 'string') return content ?? '';
  return content.map((part) => part.text ?? `[${part.type}]`).join('\n');
}

function resultItems(frame: Frame): readonly TranscriptItem[] {
  const read = resultWire.safeParse(frame.value);
  if (!read.success) return [];
  const {
    uuid = '',
    is_error: isError = false,
    result,
    errors,
    duration_ms: durationMs,
    total_cost_usd: costUsd,
  } = read.data;
  // A turn that went well repeats the agent's last words; only what went wrong is news.
  const why = isError ? (result ?? errors?.join('\n')) : undefined;
  const facts = present<{ text?: string; durationMs?: number; costUsd?: number }>({ text: why, durationMs, costUsd });
  return [{ id: `${uuid}:0`, tag: 'turn-end', isError, ...facts }];
}

function noteItems(frame: Frame): readonly TranscriptItem[] {
  const read = noteWire.safeParse(frame.value);
  if (!read.success || !NOTE_SUBTYPES.has(read.data.subtype)) return [];
  const id = `${read.data.uuid ?? ''}:0`;
  const event = eventOf(read.data);
  if (event !== null) return [{ id, tag: 'event', event }];
  return [{ id, tag: 'note', text: read.data.content ?? read.data.text ?? read.data.message ?? '' }];
}

/** @returns null for what says itself what it is */
function eventOf(note: z.infer<typeof noteWire>): SessionEvent | null {
  switch (note.subtype) {
    case 'compact_boundary':
      return { tag: 'summarised' };
    case 'api_retry': {
      const { error, attempt, max_retries: most } = note;
      return {
        tag: 'retrying',
        ...present<{ error?: string; attempt?: number; most?: number }>({ error, attempt, most }),
      };
    }
    case 'permission_denied':
      return { tag: 'denied-unasked', ...present<{ toolName?: string }>({ toolName: note.tool_name }) };
    case CRASH_SUBTYPE:
      return { tag: 'crashed', how: note.message ?? '', lines: note.content ?? '' };
    default:
      return null;
  }
}

function epochMs(timestamp: string | undefined): number | undefined {
  const ms = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(ms) ? undefined : ms;
}
