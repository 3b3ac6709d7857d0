import { requestId } from '../../shared/ids.ts';
import type { Frame } from './frame.ts';
import type { ControlResponse, Heard, Source } from './heard.ts';
import { present } from './present.ts';
import { readAsk } from './read-ask.ts';
import { readSystem } from './read-system.ts';
import { cancelWire, controlResponseWire, textDeltaWire, toolResultWire } from './wire.ts';

/**
 * Turns one message into what it means. Pure.
 *
 * @param source  of what a client put into the stream only prompts and answers count: another client must not be able
 *                to fake an ask, a withdrawal or a tool's output
 * @returns       oldest first; an unknown kind gives one `unknown`, a known one that cannot be read one `malformed`
 * @source        docs/protocols/ccr.md#messages
 */
export function translate(frame: Frame, source: Source): readonly Heard[] {
  return source === 'client' ? fromClient(frame) : fromWorker(frame);
}

function fromWorker(frame: Frame): readonly Heard[] {
  switch (frame.type) {
    case 'control_request':
      return fromControlRequest(frame);
    case 'control_response':
      return fromControlResponse(frame);
    case 'control_cancel_request':
      return fromCancel(frame);
    case 'assistant':
      return [SAID, WORKING];
    case 'user':
      // What is told again, or echoed, says nothing about now.
      return [SAID, ...(frame.value['isReplay'] === true ? [] : [WORKING]), ...toolResults(frame)];
    case 'result':
      return [SAID, IDLE];
    case 'stream_event':
      return [WORKING, ...partialText(frame)];
    case 'tool_progress':
      return [WORKING, ...effect(frame.value['tool_use_id'])];
    case 'system':
      return readSystem(frame);
    default:
      return SILENT.has(frame.type) ? [] : [UNKNOWN];
  }
}

function fromClient(frame: Frame): readonly Heard[] {
  if (frame.type === 'control_response') return fromControlResponse(frame);
  if (frame.type === 'user') return toolResults(frame).length === 0 ? [SAID, WORKING] : [];
  return [];
}

const SAID: Heard = { tag: 'said' };
const WORKING: Heard = { tag: 'facts', facts: { activity: { tag: 'working' } } };
const IDLE: Heard = { tag: 'facts', facts: { activity: { tag: 'idle' } } };
const UNKNOWN: Heard = { tag: 'unknown' };
const MALFORMED: Heard = { tag: 'malformed' };

/** Known, and of no use here. */
const SILENT: ReadonlySet<string> = new Set([
  'keep_alive',
  'command_lifecycle',
  'rate_limit_event',
  'auth_status',
  'tool_use_summary',
  'prompt_suggestion',
  'conversation_reset',
  'active_goal',
  'autocompact_state',
  'env_manager_log',
]);

/** Requests that clients make of the worker. Seen here they are another client's, and not ours to answer. */
const CLIENT_REQUESTS: ReadonlySet<string> = new Set([
  'initialize',
  'interrupt',
  'set_permission_mode',
  'set_model',
  'rename_session',
  'end_session',
]);

/** Known, but only for clients that registered hooks or servers of their own; this one never does. */
const UNASKED: ReadonlySet<string> = new Set(['hook_callback', 'mcp_message']);

function fromControlRequest(frame: Frame): readonly Heard[] {
  const read = readAsk(frame);
  if (read.ok)
    return [
      { tag: 'asked', request: read.value },
      { tag: 'facts', facts: { activity: { tag: 'needs-you' } } },
    ];
  if (read.error.code === 'no-id') return [MALFORMED];
  if (read.error.code === 'unsupported') {
    if (CLIENT_REQUESTS.has(read.error.subtype)) return [];
    const refused: Heard = { tag: 'not-askable', error: read.error };
    return UNASKED.has(read.error.subtype) ? [refused] : [refused, UNKNOWN];
  }
  return [{ tag: 'not-askable', error: read.error }, MALFORMED];
}

function fromControlResponse(frame: Frame): readonly Heard[] {
  const read = controlResponseWire.safeParse(frame.value);
  if (!read.success) return [MALFORMED];
  const { response, uuid } = read.data;
  const outcome: ControlResponse['outcome'] =
    response.subtype === 'success'
      ? { tag: 'success', value: response.response }
      : { tag: 'error', code: response.error_code ?? 'error' };
  const facts = { requestId: response.request_id, text: frame.text, outcome };
  return [{ tag: 'response', response: { ...facts, ...present<{ uuid?: string }>({ uuid }) } }];
}

function fromCancel(frame: Frame): readonly Heard[] {
  const read = cancelWire.safeParse(frame.value);
  return read.success ? [{ tag: 'cancelled', requestId: requestId(read.data.request_id) }] : [MALFORMED];
}

function toolResults(frame: Frame): readonly Heard[] {
  const read = toolResultWire.safeParse(frame.value);
  if (!read.success || typeof read.data.message.content === 'string') return [];
  return read.data.message.content.flatMap((block) => (block.type === 'tool_result' ? effect(block.tool_use_id) : []));
}

function effect(toolUseId: unknown): readonly Heard[] {
  return typeof toolUseId === 'string' && toolUseId !== '' ? [{ tag: 'effect', toolUseId }] : [];
}

/** Text deltas of the agent itself; a subagent's are not what is being said. */
function partialText(frame: Frame): readonly Heard[] {
  const read = textDeltaWire.safeParse(frame.value);
  return read.success ? [{ tag: 'partial', text: read.data.event.delta.text }] : [];
}
