/**
 * What Claude Code's hooks really post, as far as we read it. Lenient like the frames: unknown members are dropped, a
 * decoration of the wrong type counts as absent, and only what an answer is bound to is required.
 *
 * @source docs/protocols/claude-code.md#hooks
 */
import * as z from 'zod';
import { isRecord } from '../../../claude/frame.ts';
import { requestIdWire as id } from '../../../claude/wire.ts';

const text = z.string().optional().catch(undefined);
const optionalId = id.optional().catch(undefined);

/** On every hook. */
export const hookWire = z.object({
  session_id: id,
  hook_event_name: z.string().min(1).max(100),
  transcript_path: text,
  cwd: text,
  prompt_id: optionalId,
  permission_mode: text,
  agent_id: optionalId,
});
export type HookWire = z.infer<typeof hookWire>;

export const toolWire = z.object({
  tool_name: z.string().min(1).max(1_000),
  /** Only that it is an object; its text is cut from the body and never rebuilt. */
  tool_input: z.custom<object>(isRecord),
});

/** What a tool input says about itself, where it does. */
export const claimWire = z.object({ tool_input: z.object({ description: text }) });

export const toolUseWire = z.object({ tool_use_id: id });

export const toolBatchWire = z.object({ tool_calls: z.array(z.object({ tool_use_id: id })) });

export const promptWire = z.object({ prompt: text, session_title: text });

export const sessionEndWire = z.object({ reason: text });
