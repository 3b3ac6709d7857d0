import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import { decodeUtf8, readFrame, type Frame } from '../../../claude/frame.ts';
import { present } from '../../../claude/present.ts';
import { transcriptItems } from '../../../claude/transcript.ts';

const flag = z.boolean().optional().catch(undefined);
const text = z.string().optional().catch(undefined);

/** What only the records on disk have, beside what messages of a stream have too. */
const recordWire = z.object({
  isMeta: flag,
  isCompactSummary: flag,
  isSidechain: flag,
  uuid: text,
  subtype: text,
  durationMs: z.number().optional().catch(undefined),
  origin: z.object({ kind: text }).optional().catch(undefined),
});

/** Reads one record of a transcript on disk, or one message of the stream, for the screen. */
export function readLocalTranscript(bytes: Uint8Array): readonly TranscriptItem[] {
  const decoded = decodeUtf8(bytes);
  const frame = decoded === null ? null : readFrame(decoded);
  if (frame?.ok !== true) return [];
  const read = recordWire.safeParse(frame.value.value);
  if (!read.success) return [];
  const record = read.data;
  // Written for the model, not by or for a person.
  if (record.isMeta === true || record.isCompactSummary === true) return [];
  if (record.subtype === 'turn_duration') {
    const { uuid = '', durationMs } = record;
    return [{ id: `${uuid}:0`, tag: 'turn-end', isError: false, ...present<{ durationMs?: number }>({ durationMs }) }];
  }
  const items = itemsOf(frame.value, record.origin?.kind === 'task-notification');
  return record.isSidechain === true ? items.map(({ ...item }) => ({ ...item, fromSubagent: true })) : items;
}

function itemsOf(frame: Frame, isNotification: boolean): readonly TranscriptItem[] {
  return transcriptItems(frame).flatMap((item): readonly TranscriptItem[] => {
    if (item.tag === 'note') return note(item, item.text);
    if (item.tag !== 'person') return [item];
    if (isNotification) return note(item, inTag(item.text, 'summary') ?? '');
    return spoken(item);
  });
}

/** The program writes what was typed at it as messages with tags of its own. */
function spoken(item: Extract<TranscriptItem, { tag: 'person' }>): readonly TranscriptItem[] {
  const command = inTag(item.text, 'command-name');
  if (command !== null) {
    const words = [command, inTag(item.text, 'command-args') ?? ''].map((word) => word.trim());
    return [{ ...item, text: words.join(' ').trim() }];
  }
  const shell = inTag(item.text, 'bash-input');
  if (shell !== null) return [{ ...item, text: `! ${shell}` }];
  const printed = ['bash-stdout', 'bash-stderr', 'local-command-stdout', 'local-command-stderr']
    .map((tag) => inTag(item.text, tag))
    .filter((part) => part !== null);
  return printed.length > 0 ? note(item, printed.filter((part) => part !== '').join('\n')) : [item];
}

function note({ id, atMs }: TranscriptItem, noted: string): readonly TranscriptItem[] {
  const plain = stripVTControlCharacters(noted).trim();
  return plain === '' ? [] : [{ id, tag: 'note', text: plain, ...present<{ atMs?: number }>({ atMs }) }];
}

/** What stands between a tag at the start of a text, or right behind another one, and its end. */
function inTag(text: string, tag: string): string | null {
  if (!text.trimStart().startsWith('<')) return null;
  const opening = `<${tag}>`;
  const start = text.indexOf(opening);
  const end = start === -1 ? -1 : text.indexOf(`</${tag}>`, start);
  return end === -1 ? null : text.slice(start + opening.length, end);
}
