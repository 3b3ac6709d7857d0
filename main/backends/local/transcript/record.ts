import * as z from 'zod';
import { decodeUtf8, readFrame, type Frame } from '../../../claude/frame.ts';
import { present } from '../../../claude/present.ts';
import { NOTE_SUBTYPES } from '../../../claude/read-system.ts';
import type { ToolDecision, TranscriptFacts } from './transcript-facts.ts';

/** What one line of a transcript brings. */
export interface LocalRecord {
  readonly facts: TranscriptFacts;
  /** Worth a place in the transcript on screen. */
  readonly isSaid: boolean;
  /** Tools that ran or were refused. `decision`: null where the record does not say who decided. */
  readonly toolResults: readonly { readonly toolUseId: string; readonly decision: ToolDecision | null }[];
}

const text = z.string().optional().catch(undefined);
const count = z.number().nonnegative().catch(0);
const flag = z.boolean().optional().catch(undefined);

const titleWire = z.object({
  customTitle: text,
  aiTitle: text,
  summary: text,
  lastPrompt: text,
  permissionMode: text,
});

const userWire = z.object({
  isMeta: flag,
  isCompactSummary: flag,
  isSidechain: flag,
  permissionMode: text,
  cwd: text,
  /** Instead of a decision, where a person said no in the terminal. */
  toolDenialKind: text,
  permissionDecision: z.object({ decision: z.string(), source: z.string() }).optional().catch(undefined),
  message: z.object({
    content: z
      .array(z.looseObject({ type: z.string(), tool_use_id: text }))
      .or(z.string())
      .catch([]),
  }),
});

const assistantWire = z.object({
  cwd: text,
  isSidechain: flag,
  message: z.object({
    model: text,
    usage: z
      .object({
        input_tokens: count,
        output_tokens: count,
        cache_read_input_tokens: count,
        cache_creation_input_tokens: count,
      })
      .optional()
      .catch(undefined),
  }),
});

const systemWire = z.object({ subtype: z.string() });

const NOTHING: LocalRecord = { facts: {}, isSaid: false, toolResults: [] };

/** @returns null if the line is not a record at all */
export function readRecord(line: Uint8Array): LocalRecord | null {
  const decoded = decodeUtf8(line);
  const frame = decoded === null ? null : readFrame(decoded);
  return frame?.ok === true ? recordOf(frame.value) : null;
}

function recordOf(frame: Frame): LocalRecord {
  switch (frame.type) {
    case 'custom-title':
    case 'ai-title':
    case 'summary':
    case 'last-prompt':
    case 'permission-mode':
      return { ...NOTHING, facts: titleFacts(frame) };
    case 'user':
      return userRecord(frame);
    case 'assistant':
      return assistantRecord(frame);
    case 'system': {
      const read = systemWire.safeParse(frame.value);
      return { ...NOTHING, isSaid: read.success && SAID_SUBTYPES.has(read.data.subtype) };
    }
    default:
      return NOTHING;
  }
}

/** System records that become something to see. */
const SAID_SUBTYPES: ReadonlySet<string> = new Set([...NOTE_SUBTYPES, 'turn_duration']);

function titleFacts(frame: Frame): TranscriptFacts {
  const read = titleWire.safeParse(frame.value);
  if (!read.success) return {};
  const { customTitle, aiTitle, summary, lastPrompt, permissionMode } = read.data;
  return someFacts({ customTitle, aiTitle: aiTitle ?? summary, lastPrompt, permissionMode });
}

function userRecord(frame: Frame): LocalRecord {
  const read = userWire.safeParse(frame.value);
  if (!read.success) return NOTHING;
  const { message, permissionMode, cwd, isMeta, isCompactSummary, permissionDecision, toolDenialKind } = read.data;
  const denial = toolDenialKind === undefined ? null : { decision: 'reject', source: toolDenialKind };
  const decision = permissionDecision ?? denial;
  const isOfSession = read.data.isSidechain !== true;
  const results = typeof message.content === 'string' ? [] : message.content;
  return {
    facts: isOfSession ? someFacts({ permissionMode, cwd }) : {},
    isSaid: isMeta !== true && isCompactSummary !== true,
    toolResults: results.flatMap((block) =>
      block.type === 'tool_result' && block.tool_use_id !== undefined
        ? [{ toolUseId: block.tool_use_id, decision }]
        : [],
    ),
  };
}

function assistantRecord(frame: Frame): LocalRecord {
  const read = assistantWire.safeParse(frame.value);
  if (!read.success) return NOTHING;
  const { cwd, isSidechain, message } = read.data;
  const { usage } = message;
  // Messages that the program itself puts into the model's mouth name no real model; subagents may use another one.
  const isOwnModel = isSidechain !== true && message.model?.startsWith('<') === false;
  return {
    facts: isOwnModel
      ? someFacts({
          cwd,
          model: message.model,
          usage: usage && {
            contextTokens: usage.input_tokens + usage.cache_read_input_tokens + usage.cache_creation_input_tokens,
            outputTokens: usage.output_tokens,
          },
        })
      : {},
    isSaid: true,
    toolResults: [],
  };
}

function someFacts(facts: { readonly [K in keyof TranscriptFacts]?: TranscriptFacts[K] | undefined }): TranscriptFacts {
  return present<TranscriptFacts>({ ...NO_FACTS, ...facts });
}

const NO_FACTS = {
  customTitle: undefined,
  aiTitle: undefined,
  lastPrompt: undefined,
  permissionMode: undefined,
  model: undefined,
  cwd: undefined,
  usage: undefined,
};
