import { err, ok, type Result } from '../../shared/result.ts';
import { SECOND_MS } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';

/** What fetches: the system's own network stack in the app, Node's in tests. */
export type Fetch = (url: string, init: UncachedInit) => Promise<Response>;

/** Node's types do not know `cache`, because Node has none; the system's network stack has one. */
interface UncachedInit extends RequestInit {
  cache: 'no-store';
}

/**
 * `absent`: there is no such file. `unreachable`: no answer, or one that is not the file; a redirect counts as none.
 * `cut`: it began and did not end. `too-large`: it said more than was asked for.
 */
export type FetchFault = 'absent' | 'unreachable' | 'cut' | 'too-large';

export interface FetchKit {
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'schedule'>;
}

/** A server that says nothing for so long has gone. */
const SILENCE_MS = 30 * SECOND_MS;

/**
 * Reads one file of the mirror, piece by piece, and no more of it than is asked for. It goes where it is sent and nowhere
 * else: without cookies, without a cache, without following redirects.
 *
 * @param onPiece  awaited, so that nothing piles up; what it throws is thrown here
 */
export async function fetchBounded(
  kit: FetchKit,
  order: {
    readonly url: string;
    readonly maxBytes: number;
    /** For the whole of it; a server that lets it drip would hold us for ever. */
    readonly withinMs: number;
    readonly signal: AbortSignal;
    readonly onPiece: (piece: Uint8Array) => void | Promise<void>;
  },
): Promise<Result<{ readonly bytes: number }, FetchFault>> {
  const giveUp = new AbortController();
  const end = () => giveUp.abort();
  order.signal.addEventListener('abort', end, { once: true });
  if (order.signal.aborted) end();
  const cancelWhole = kit.clock.schedule(order.withinMs, end);
  let cancelSilence = kit.clock.schedule(SILENCE_MS, end);
  const heard = () => {
    cancelSilence();
    cancelSilence = kit.clock.schedule(SILENCE_MS, end);
  };
  try {
    const response = await answerOf(kit, order.url, giveUp.signal);
    if (response === null) return err('unreachable');
    if (response.status === 404 || response.status === 410) return err('absent');
    if (response.status !== 200 || response.body === null) return err('unreachable');
    const pieces = response.body.getReader();
    let bytes = 0;
    for (;;) {
      heard();
      const piece = await nextOf(pieces, giveUp.signal);
      if (piece === null) return err('cut');
      if (piece.done) return ok({ bytes });
      bytes += piece.value.length;
      if (bytes > order.maxBytes) return err('too-large');
      await order.onPiece(piece.value);
    }
  } finally {
    cancelWhole();
    cancelSilence();
    order.signal.removeEventListener('abort', end);
    end();
  }
}

/** The whole of a small file. */
export async function fetchSmall(
  kit: FetchKit,
  order: { readonly url: string; readonly maxBytes: number; readonly withinMs: number; readonly signal: AbortSignal },
): Promise<Result<Uint8Array, FetchFault>> {
  const pieces: Uint8Array[] = [];
  const fetched = await fetchBounded(kit, { ...order, onPiece: (piece) => void pieces.push(piece) });
  return fetched.ok ? ok(Buffer.concat(pieces)) : fetched;
}

async function answerOf({ fetch }: FetchKit, url: string, signal: AbortSignal): Promise<Response | null> {
  try {
    // Packages are compressed already; an encoding would only make their length another one.
    const headers = { 'accept-encoding': 'identity' };
    const asked = fetch(url, { redirect: 'error', credentials: 'omit', cache: 'no-store', headers, signal });
    return await unlessAborted(asked, signal);
  } catch {
    return null;
  }
}

type Piece = { readonly done: true } | { readonly done: false; readonly value: Uint8Array };

/** @returns null when the line broke */
async function nextOf(pieces: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal): Promise<Piece | null> {
  try {
    const { done, value } = await unlessAborted(pieces.read(), signal);
    return done ? { done } : { done, value };
  } catch {
    // Not waited for: a stream of a line that broke may never say that it is closed.
    pieces.cancel().catch(() => undefined);
    return null;
  }
}

/** A network stack may not end by itself when it is told to. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('aborted'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
