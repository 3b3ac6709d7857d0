import { createHash } from 'node:crypto';
import { sessionId, type SessionId } from '../../../../shared/ids.ts';
import { cutRaw } from '../../../../shared/raw-json.ts';
import type { HookCall } from '../gateway/hook-call.ts';
import { hookWire, promptWire, sessionEndWire, toolBatchWire, toolUseWire, toolWire, type HookWire } from './wire.ts';

/** What every hook tells. */
export interface HookOrigin {
  readonly sessionId: SessionId;
  readonly wire: HookWire;
  /** The subagent that speaks; null = the session itself. */
  readonly agentId: string | null;
}

interface OfTool {
  readonly toolName: string;
  readonly inputJson: string;
  /** Equal for calls that nothing tells apart but their id. */
  readonly likeness: string;
}

export type HookNews =
  | ({ readonly tag: 'permission-asked' } & OfTool)
  | ({ readonly tag: 'tool-begins'; readonly toolUseId: string } & OfTool)
  /** It ran, well or not. */
  | { readonly tag: 'tool-ran'; readonly toolUseId: string; readonly likeness: string | null }
  /** It was refused without asking anybody. */
  | { readonly tag: 'tool-refused'; readonly toolUseId: string }
  /** All calls of one message of one agent are over, the denied ones too. */
  | { readonly tag: 'tools-over'; readonly toolUseIds: readonly string[] }
  | { readonly tag: 'prompted'; readonly prompt?: string | undefined; readonly sessionTitle?: string | undefined }
  | { readonly tag: 'turn-over' }
  | { readonly tag: 'agent-over' }
  | { readonly tag: 'session-over'; readonly reason?: string | undefined }
  /** Known, and of no use here. */
  | { readonly tag: 'nothing' }
  | { readonly tag: 'malformed' }
  | { readonly tag: 'unknown' };

export interface Hook {
  readonly origin: HookOrigin;
  readonly news: HookNews;
}

/** @returns null where not even the session can be told */
export function readHook({ body, value }: Pick<HookCall, 'body' | 'value'>): Hook | null {
  const read = hookWire.safeParse(value);
  if (!read.success) return null;
  const wire = read.data;
  const origin: HookOrigin = { sessionId: sessionId(wire.session_id), wire, agentId: wire.agent_id ?? null };
  return { origin, news: readNews(wire, body, value) };
}

/** Hooks that other versions, or other settings, may send here, and that change nothing we show. */
const SILENT: ReadonlySet<string> = new Set(['Notification', 'SubagentStart', 'SessionStart']);

function readNews(wire: HookWire, body: string, value: unknown): HookNews {
  const name = wire.hook_event_name;
  switch (name) {
    case 'PermissionRequest': {
      const tool = readTool(wire, body, value);
      return tool === null ? { tag: 'malformed' } : { tag: 'permission-asked', ...tool };
    }
    case 'PreToolUse': {
      const tool = readTool(wire, body, value);
      const toolUseId = readToolUseId(value);
      return tool === null || toolUseId === null ? { tag: 'malformed' } : { tag: 'tool-begins', toolUseId, ...tool };
    }
    case 'PostToolUse':
    case 'PostToolUseFailure': {
      const toolUseId = readToolUseId(value);
      if (toolUseId === null) return { tag: 'malformed' };
      return { tag: 'tool-ran', toolUseId, likeness: readTool(wire, body, value)?.likeness ?? null };
    }
    case 'PermissionDenied': {
      const toolUseId = readToolUseId(value);
      return toolUseId === null ? { tag: 'malformed' } : { tag: 'tool-refused', toolUseId };
    }
    case 'PostToolBatch': {
      const read = toolBatchWire.safeParse(value);
      if (!read.success) return { tag: 'malformed' };
      return { tag: 'tools-over', toolUseIds: read.data.tool_calls.map((call) => call.tool_use_id) };
    }
    case 'UserPromptSubmit': {
      const { prompt, session_title: sessionTitle } = promptWire.parse(value);
      return { tag: 'prompted', prompt, sessionTitle };
    }
    case 'Stop':
    case 'StopFailure':
      return { tag: 'turn-over' };
    case 'SubagentStop':
      return wire.agent_id === undefined ? { tag: 'malformed' } : { tag: 'agent-over' };
    case 'SessionEnd':
      return { tag: 'session-over', reason: sessionEndWire.parse(value).reason };
    default:
      return SILENT.has(name) ? { tag: 'nothing' } : { tag: 'unknown' };
  }
}

function readToolUseId(value: unknown): string | null {
  const read = toolUseWire.safeParse(value);
  return read.success ? read.data.tool_use_id : null;
}

function readTool(wire: HookWire, body: string, value: unknown): OfTool | null {
  const read = toolWire.safeParse(value);
  const inputJson = read.success ? cutRaw(body, ['tool_input']) : undefined;
  if (!read.success || inputJson === undefined) return null;
  const { tool_name: toolName } = read.data;
  return { toolName, inputJson, likeness: likenessOf(wire, toolName, inputJson) };
}

/** A subagent outlives the prompt it was started in, and reports under whichever prompt is the present one. */
function likenessOf(wire: HookWire, toolName: string, inputJson: string): string {
  const who = wire.agent_id === undefined ? `prompt\0${wire.prompt_id ?? ''}` : `agent\0${wire.agent_id}`;
  return createHash('sha256').update(`${who}\0${toolName}\0${inputJson}`).digest('base64');
}
