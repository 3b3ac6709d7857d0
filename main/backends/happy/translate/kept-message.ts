import * as z from 'zod';
import { decodeUtf8, readJson } from '../../../claude/frame.ts';
import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import { cutRaw } from '../../../../shared/raw-json.ts';
import { readMessage } from '../wire/message.ts';
import { messageItems, saidAtMs, type MessagePlace } from './transcript-items.ts';

/** A decrypted message with its place. */
export interface KeptMessage extends MessagePlace {
  /** JSON text. */
  readonly plaintext: string;
}

const keptWire = z.object({ id: z.string(), at: z.number() });

/** The bytes under which a message is kept until somebody looks. It must be one that `readMessage` read. */
export function keepMessage({ id, createdAtMs, plaintext }: KeptMessage): Uint8Array {
  return Buffer.from(`{"id":${JSON.stringify(id)},"at":${createdAtMs},"said":${plaintext}}`, 'utf8');
}

/** Reads kept bytes for the screen. Unreadable or uninteresting messages give none. */
export function readKept(frame: Uint8Array): readonly TranscriptItem[] {
  const text = decodeUtf8(frame);
  const read = text === null ? null : readJson(text);
  const place = keptWire.safeParse(read?.ok === true ? read.value : undefined);
  const plaintext = text === null ? undefined : place.success ? cutRaw(text, ['said']) : undefined;
  const message = plaintext === undefined ? null : readMessage(plaintext);
  if (!place.success || message?.ok !== true) return [];
  return messageItems(message.value, { id: place.data.id, createdAtMs: place.data.at });
}

/**
 * A page of the history for the screen.
 *
 * @param messages  as the service gave them, in any order; later ones of one moment behind earlier ones
 * @returns         in the order in which it was said: programs that were away deliver their newest first
 */
export function historyItems(messages: readonly KeptMessage[]): readonly TranscriptItem[] {
  return inSaidOrder(messages).flatMap(({ message, kept }) => messageItems(message, kept));
}

/** For a backlog that is to be kept: what cannot be read is left out. */
export function sortKept(messages: readonly KeptMessage[]): readonly KeptMessage[] {
  return inSaidOrder(messages).map(({ kept }) => kept);
}

function inSaidOrder(messages: readonly KeptMessage[]) {
  return messages
    .flatMap((kept) => {
      const read = readMessage(kept.plaintext);
      return read.ok ? [{ kept, message: read.value, saidAtMs: saidAtMs(read.value, kept) }] : [];
    })
    .toSorted((a, b) => a.saidAtMs - b.saidAtMs);
}
