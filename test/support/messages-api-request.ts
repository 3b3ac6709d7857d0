import { z } from 'zod';

const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  tool_use_id: z.string().optional(),
  content: z.unknown().optional(),
  is_error: z.boolean().optional(),
});
const message = z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(block)]) });

/** What Claude Code posts to the Messages API, as far as a scripted model looks at it. */
export const messagesRequest = z.looseObject({
  model: z.string(),
  messages: z.array(message),
  stream: z.boolean().optional(),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
});
export type MessagesRequest = z.infer<typeof messagesRequest>;
type Message = z.infer<typeof message>;

/** A tool's result as the model gets to read it. */
export interface ToolResult {
  readonly toolUseId: string;
  readonly text: string;
  readonly isError: boolean;
}

export function textOf({ content }: Message): string {
  if (typeof content === 'string') return content;
  return content.flatMap(({ type, text }) => (type === 'text' && text !== undefined ? [text] : [])).join('\n');
}

export function resultsOf({ content }: Message): ToolResult[] {
  if (typeof content === 'string') return [];
  return content.flatMap((part) => {
    if (part.type !== 'tool_result' || part.tool_use_id === undefined) return [];
    return [{ toolUseId: part.tool_use_id, text: plain(part.content), isError: part.is_error === true }];
  });
}

function plain(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts = z.array(block).safeParse(content);
  return parts.success ? parts.data.map(({ text = '' }) => text).join('\n') : '';
}
