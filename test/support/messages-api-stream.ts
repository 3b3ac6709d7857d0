import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Step, ToolCall } from './messages-api-script.ts';

const SLOW_GAP_MS = 250;
const SLOW_WORDS_PER_SECOND = 1_000 / SLOW_GAP_MS;
const PIECE_LENGTH = 24;

interface NumberedCall extends ToolCall {
  readonly id: string;
}

/** One message of the model, ready to be told in one of the API's two ways. */
export interface ModelMessage {
  readonly id: string;
  readonly model: string;
  readonly step: Exclude<Step, { tag: 'fail' }>;
  readonly calls: readonly NumberedCall[];
}

type Block =
  | { readonly tag: 'thinking'; readonly text: string }
  | { readonly tag: 'text'; readonly words: readonly string[]; readonly gapMs: number }
  | { readonly tag: 'tool'; readonly call: NumberedCall };

/** Tells the message as server-sent events; stops when the other side hangs up. */
export async function streamMessage(response: ServerResponse, message: ModelMessage): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const tell = (type: string, fields: object) =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);
  tell('message_start', { message: { ...envelope(message), content: [], stop_reason: null } });
  tell('ping', {});
  for (const [index, block] of blocksOf(message).entries()) {
    tell('content_block_start', { index, content_block: emptyBlock(block) });
    for (const delta of deltasOf(block)) {
      tell('content_block_delta', { index, delta });
      if (block.tag === 'text' && block.gapMs > 0) await sleep(block.gapMs);
      if (response.destroyed) return;
    }
    tell('content_block_stop', { index });
  }
  tell('message_delta', {
    delta: { stop_reason: stopReason(message), stop_sequence: null },
    usage: { output_tokens: 20 },
  });
  tell('message_stop', {});
  response.end();
}

/** The message in one piece. The input of a tool is spliced in as it is written. */
export function wholeMessage(message: ModelMessage): string {
  const content = blocksOf(message).map((block) => {
    if (block.tag === 'tool')
      return `{"type":"tool_use","id":"${block.call.id}","name":"${block.call.name}","input":${block.call.inputJson}}`;
    if (block.tag === 'thinking')
      return JSON.stringify({ type: 'thinking', thinking: block.text, signature: 'scripted' });
    return JSON.stringify({ type: 'text', text: block.words.join('') });
  });
  const rest = JSON.stringify({ ...envelope(message), stop_reason: stopReason(message) });
  return `${rest.slice(0, -1)},"content":[${content.join(',')}]}`;
}

function envelope({ id, model }: ModelMessage) {
  const usage = {
    input_tokens: 12,
    output_tokens: 1,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  };
  return { id, type: 'message', role: 'assistant', model, stop_sequence: null, usage };
}

function stopReason({ step }: ModelMessage): string {
  return step.tag === 'run' ? 'tool_use' : 'end_turn';
}

function blocksOf({ step, calls }: ModelMessage): Block[] {
  const thought: Block[] = step.thinking === '' ? [] : [{ tag: 'thinking', text: step.thinking }];
  if (step.tag === 'run') return [...thought, ...calls.map((call): Block => ({ tag: 'tool', call }))];
  if (step.tag === 'say') return [...thought, { tag: 'text', words: step.text.match(/\S+\s*/g) ?? [''], gapMs: 0 }];
  const count = Math.ceil(step.seconds * SLOW_WORDS_PER_SECOND);
  const words = Array.from({ length: count }, (_, place) => `${step.word}${place} `);
  return [...thought, { tag: 'text', words, gapMs: SLOW_GAP_MS }];
}

function emptyBlock(block: Block) {
  if (block.tag === 'tool') return { type: 'tool_use', id: block.call.id, name: block.call.name, input: {} };
  return block.tag === 'text' ? { type: 'text', text: '' } : { type: 'thinking', thinking: '', signature: '' };
}

function deltasOf(block: Block): object[] {
  if (block.tag === 'text') return block.words.map((text) => ({ type: 'text_delta', text }));
  if (block.tag === 'thinking')
    return [
      { type: 'thinking_delta', thinking: block.text },
      { type: 'signature_delta', signature: 'scripted' },
    ];
  // The real one cuts anywhere, too.
  const pieces = block.call.inputJson.match(new RegExp(`[^]{1,${PIECE_LENGTH}}`, 'g')) ?? [];
  return pieces.map((piece) => ({ type: 'input_json_delta', partial_json: piece }));
}
