import type { SessionKey } from '../../shared/ids.ts';
import { KIB, MIB } from '../../shared/units.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';

const BUDGET_BYTES = 24 * MIB;
const SESSION_BYTES = 512 * KIB;
/** What a frame costs besides its bytes: its own small buffer and the slot. */
const FRAME_OVERHEAD_BYTES = 128;

interface Held {
  frames: (Uint8Array | undefined)[];
  /** Where the oldest frame is; slots before it are empty until they are worth removing. */
  first: number;
  bytes: number;
  cut: boolean;
}

/**
 * Transcripts in bounded memory: one budget for all sessions. Over it, the session that was silent longest loses its oldest
 * frames first. Frames are copied, because a socket's buffer is a small view that keeps a large chunk alive.
 */
export function createTranscriptStore(
  limits: { readonly budgetBytes?: number; readonly sessionBytes?: number } = {},
): TranscriptStore {
  const { budgetBytes = BUDGET_BYTES, sessionBytes = SESSION_BYTES } = limits;
  /** In order of the last append: the first key was silent longest. */
  const sessions = new Map<SessionKey, Held>();
  /** Sessions that gave back everything. */
  const cutAndEmpty = new Set<SessionKey>();
  const onAppend = new Set<(key: SessionKey, frame: Uint8Array) => void>();
  const onLive = new Set<(key: SessionKey, text: string) => void>();
  let totalBytes = 0;

  function dropOldest(held: Held): void {
    const frame = held.frames[held.first];
    if (frame === undefined) return;
    held.frames[held.first++] = undefined;
    held.cut = true;
    held.bytes -= costOf(frame);
    totalBytes -= costOf(frame);
    if (held.first * 2 > held.frames.length) {
      held.frames = held.frames.slice(held.first);
      held.first = 0;
    }
  }

  function giveBack(writing: SessionKey): void {
    for (const [key, held] of sessions) {
      if (totalBytes <= budgetBytes) return;
      if (key === writing) continue;
      while (held.bytes > 0 && totalBytes > budgetBytes) dropOldest(held);
      if (held.bytes > 0) return;
      cutAndEmpty.add(key);
      sessions.delete(key);
    }
    const own = sessions.get(writing);
    while (own !== undefined && own.bytes > 0 && totalBytes > budgetBytes) dropOldest(own);
  }
  return {
    append(key, frame) {
      let held = sessions.get(key);
      if (held === undefined) held = { frames: [], first: 0, bytes: 0, cut: cutAndEmpty.delete(key) };
      else sessions.delete(key);
      sessions.set(key, held);
      const copy = ownCopy(frame);
      held.frames.push(copy);
      held.bytes += costOf(copy);
      totalBytes += costOf(copy);
      while (held.bytes > sessionBytes && held.frames.length - held.first > 1) dropOldest(held);
      if (costOf(copy) > sessionBytes) dropOldest(held);
      giveBack(key);
      for (const listener of onAppend) listener(key, copy);
    },
    live(key, text) {
      for (const listener of onLive) listener(key, text);
    },
    frames(key) {
      const held = sessions.get(key);
      return held === undefined ? [] : held.frames.slice(held.first).filter((frame) => frame !== undefined);
    },
    wasCut: (key) => sessions.get(key)?.cut ?? cutAndEmpty.has(key),
    forget(key) {
      totalBytes -= sessions.get(key)?.bytes ?? 0;
      sessions.delete(key);
      cutAndEmpty.delete(key);
    },
    onAppend(listener) {
      const own: typeof listener = (key, frame) => listener(key, frame);
      onAppend.add(own);
      return () => void onAppend.delete(own);
    },
    onLive(listener) {
      const own: typeof listener = (key, text) => listener(key, text);
      onLive.add(own);
      return () => void onLive.delete(own);
    },
  };
}

function costOf(frame: Uint8Array): number {
  return frame.byteLength + FRAME_OVERHEAD_BYTES;
}

/** Its own memory, not a slice of Node's shared 8 KiB pool that one small neighbour could keep alive. */
function ownCopy(frame: Uint8Array): Uint8Array {
  const copy = new Uint8Array(frame.byteLength);
  copy.set(frame);
  return copy;
}
