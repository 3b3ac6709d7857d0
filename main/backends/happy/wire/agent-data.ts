import * as z from 'zod';
import { cutRaw } from '../../../../shared/raw-json.ts';
import { flag, text } from './lenient.ts';
import { unknownKind, type UnknownKind } from './unknown-kind.ts';

/** What the programs of other agents than Claude send: Codex, Gemini, and all that speak ACP. */
export type AgentData =
  | { readonly tag: 'text'; readonly text: string; readonly isThinking: boolean }
  | { readonly tag: 'tool-start'; readonly call: string; readonly name: string; readonly inputJson: string }
  /** `output`: as people may read it; JSON where it is no plain text. */
  | { readonly tag: 'tool-end'; readonly call: string; readonly output: string; readonly isError: boolean }
  | { readonly tag: 'turn-start' }
  | { readonly tag: 'turn-end'; readonly isAborted: boolean }
  | { readonly tag: 'file-edit'; readonly text: string }
  | { readonly tag: 'terminal-output'; readonly text: string }
  /** Told elsewhere as well: counts of tokens, and the announcement of an ask that stands in the state. */
  | { readonly tag: 'silent' };

const kindWire = z.object({ type: z.string() });
const messageWire = z.object({ message: text, text });
const call = z.string().min(1).max(1_000);
const startWire = z.object({ callId: call, name: z.string() });
const endWire = z.object({ callId: call, isError: flag, output: z.unknown().optional() });
const editWire = z.object({ description: text, path: text, diff: text });
const outputWire = z.object({ data: text, output: text });

/**
 * @param plaintext  the whole message; the input of a tool is cut out of it as it was written
 * @param data       its `content.data`
 * @returns          null for what is of a known kind and cannot be read
 */
export function readAgentData(plaintext: string, data: unknown): AgentData | UnknownKind | null {
  const kind = kindWire.safeParse(data);
  if (!kind.success) return null;
  switch (kind.data.type) {
    case 'message':
      return said(data, false);
    case 'reasoning':
    case 'thinking':
      return said(data, true);
    case 'tool-call': {
      const read = startWire.safeParse(data);
      if (!read.success) return null;
      const inputJson = cutRaw(plaintext, ['content', 'data', 'input']) ?? '{}';
      return { tag: 'tool-start', call: read.data.callId, name: read.data.name, inputJson };
    }
    case 'tool-call-result':
    case 'tool-result': {
      const read = endWire.safeParse(data);
      if (!read.success) return null;
      const raw = cutRaw(plaintext, ['content', 'data', 'output']);
      return { tag: 'tool-end', call: read.data.callId, ...outputOf(read.data.output, raw, read.data.isError) };
    }
    case 'task_started':
      return { tag: 'turn-start' };
    case 'task_complete':
      return { tag: 'turn-end', isAborted: false };
    case 'turn_aborted':
      return { tag: 'turn-end', isAborted: true };
    case 'file-edit': {
      const read = editWire.parse(data);
      return { tag: 'file-edit', text: [read.description ?? read.path, read.diff].filter(Boolean).join('\n') };
    }
    case 'terminal-output': {
      const read = outputWire.parse(data);
      return { tag: 'terminal-output', text: read.data ?? read.output ?? '' };
    }
    case 'token_count':
    case 'permission-request':
      return { tag: 'silent' };
    default:
      return unknownKind(`agent/${kind.data.type}`);
  }
}

function said(data: unknown, isThinking: boolean): AgentData | null {
  const read = messageWire.safeParse(data);
  const words = read.data?.message ?? read.data?.text;
  return words === undefined ? null : { tag: 'text', text: words, isThinking };
}

/** What commands end with: their output, their errors, and how they ended. */
const resultWire = z.object({
  stdout: text,
  stderr: text,
  output: text,
  formatted_output: text,
  error: text,
  exit_code: z.number().optional().catch(undefined),
  success: flag,
});

function outputOf(value: unknown, raw: string | undefined, isError: boolean | undefined) {
  if (typeof value === 'string') return { output: value, isError: isError === true };
  const read = resultWire.safeParse(value);
  if (!read.success) return { output: raw ?? '', isError: isError === true };
  const { stdout, stderr, output, formatted_output: formatted, error, exit_code: exitCode, success } = read.data;
  const words = formatted ?? output ?? ([stdout, stderr, error].filter(Boolean).join('\n') || undefined);
  const failed = isError ?? (success === false || error !== undefined || (exitCode !== undefined && exitCode !== 0));
  return { output: words ?? raw ?? '', isError: failed };
}
