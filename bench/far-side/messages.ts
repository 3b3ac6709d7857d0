/** Messages as an agent writes them, with text that is not only ASCII: plain ASCII flatters whoever decodes. */

export const CYCLE = 512;

const PROSE =
  'Ich prüfe zuerst die Tests – „checkout.spec.ts“ schlägt fehl.\\nThe retry loop swallows the error; 修正します。 ' +
  'const total = items.reduce((sum, item) => sum + item.price * item.count, 0);\\n  // naïve façade, ≤ 3 tries → ok ✓\\n';

const PIECES = [...PROSE.matchAll(/\\.|[\s\S]/gu)].map(([piece]) => piece);

export interface Cycle {
  readonly messages: readonly string[];
  /** How many of them belong in a transcript. */
  readonly kept: number;
}

/** Different messages (longer than any memory of repeats), 70 % partial text; the last one belongs in the transcript. */
export function messageCycle(bytes: number): Cycle {
  const messages: string[] = [];
  let kept = 0;
  for (let index = 0; index < CYCLE; index++) {
    const share = ((index * 7 + 63) % 100) / 100;
    const isLast = index === CYCLE - 1;
    const kind = isLast || share >= 0.85 ? 'assistant' : share >= 0.7 ? 'user' : 'stream_event';
    if (kind !== 'stream_event') kept++;
    messages.push(message(kind, index, bytes));
  }
  return { messages, kept };
}

function message(kind: 'assistant' | 'user' | 'stream_event', index: number, bytes: number): string {
  const uuid = `0b7d1c52-4f3e-4a6b-9c8d-${String(index).padStart(12, '0')}`;
  const tail = `,"parent_tool_use_id":null,"session_id":"session_bench","uuid":"${uuid}"}`;
  const [head, end] = {
    assistant: [
      '{"type":"assistant","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"',
      '"}],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}',
    ],
    user: [
      '{"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_01","content":"',
      '","is_error":false}]}',
    ],
    stream_event: [
      '{"type":"stream_event","event":{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"',
      '"}}',
    ],
  }[kind] as [string, string];
  return head + prose(bytes - Buffer.byteLength(head + end + tail)) + end + tail;
}

/** Cut between escapes and characters, never within one. */
function prose(bytes: number): string {
  const whole = Math.max(0, Math.floor(bytes / Buffer.byteLength(PROSE)));
  let text = PROSE.repeat(whole);
  let left = bytes - whole * Buffer.byteLength(PROSE);
  for (const piece of PIECES) {
    left -= Buffer.byteLength(piece);
    if (left < 0) break;
    text += piece;
  }
  return text;
}
