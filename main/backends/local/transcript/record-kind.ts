/** Enough to see how a record begins. */
export const HEAD_BYTES = 512;

/** Kinds that are parsed; all others are passed over by their first bytes. */
const WANTED: ReadonlySet<string> = new Set([
  'user',
  'assistant',
  'system',
  'summary',
  'last-prompt',
  'custom-title',
  'ai-title',
  'permission-mode',
]);

/**
 * Whether a line of a transcript is worth parsing, told from its first bytes. Requests to the model are recorded too,
 * in lines of up to megabytes.
 *
 * Small records begin with their type. Messages begin with their place in the tree, and what they carry comes next:
 * attachments (what the program adds to a prompt) are told by that.
 *
 * @param head  the first `HEAD_BYTES` of the line, or all of a shorter one
 */
export function isWanted(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES)).toString('latin1');
  const first = /^\s*\{\s*"type"\s*:\s*"([\w-]+)"/u.exec(text)?.[1];
  if (first !== undefined) return WANTED.has(first);
  const attachmentAt = text.indexOf('"attachment":{');
  if (attachmentAt === -1) return text.startsWith('{');
  const messageAt = text.indexOf('"message":{');
  return messageAt !== -1 && messageAt < attachmentAt;
}
