import * as z from 'zod';
import { sessionId as asSessionId } from '../../../../shared/ids.ts';
import type { LinkCause } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { OutboxMessage } from '../../../ports/sharing.ts';
import { readMessagePage, type MessagePage } from '../server/message-pages.ts';
import { faultCause, type Rest, type RestCall, type RestFault } from '../server/rest.ts';
import { sessionRowWire, type SessionRow } from '../server/session-rows.ts';

/** Why the service did not do it, as far as that says what to do next. */
export type ApiFault =
  | { readonly tag: 'retry'; readonly cause: LinkCause; readonly afterMs?: number }
  | { readonly tag: 'sign-in' }
  /** The session is not there (any more). */
  | { readonly tag: 'gone' }
  | { readonly tag: 'refused'; readonly status: number };

const openedWire = z.object({ session: sessionRowWire });
const storedWire = z.object({ messages: z.array(z.object({ localId: z.string().nullish() })) });
const emptyPageWire = z.object({ messages: z.array(z.unknown()) });

/** After every number that a session can have. */
const AFTER_ALL = '2147483646';
const POST_TIMEOUT_MS = 60 * SECOND_MS;

/** What a session's own agent says to the service over HTTP. */
export class SessionApi {
  readonly #rest: Rest;

  constructor(rest: Rest) {
    this.#rest = rest;
  }

  /** Makes the session, or finds the one that was made with this tag before: then nothing of it changes. */
  async open(row: {
    readonly tag: string;
    readonly metadata: string;
    readonly dataEncryptionKey: string;
  }): Promise<Result<SessionRow, ApiFault>> {
    const opened = await this.#read({ method: 'POST', path: '/v1/sessions', body: JSON.stringify(row) }, openedWire);
    return opened.ok ? ok(opened.value.session) : opened;
  }

  /** There is no way to read one session; whether it is there says any page of its messages. */
  async exists(sessionId: string): Promise<Result<unknown, ApiFault>> {
    const query = { after_seq: AFTER_ALL, limit: '1' };
    return await this.#read({ method: 'GET', path: messagesPath(sessionId), query }, emptyPageWire);
  }

  async remove(sessionId: string): Promise<Result<unknown, ApiFault>> {
    return await this.#read({ method: 'DELETE', path: sessionPath(sessionId) }, z.unknown());
  }

  async page(sessionId: string, after: number): Promise<Result<MessagePage, ApiFault>> {
    const page = await readMessagePage(this.#rest, asSessionId(sessionId), { after });
    return page.ok ? page : err(apiFault(page.error));
  }

  /** Wakes the person's devices. Title and text can be read by the service. */
  async push(
    sessionId: string,
    event: { readonly kind: 'done' | 'permission' | 'question'; readonly title: string; readonly body: string },
  ): Promise<Result<unknown, ApiFault>> {
    const body = JSON.stringify({ ...event, data: { sessionId, kind: event.kind } });
    return await this.#read({ method: 'POST', path: sessionPath(sessionId, '/push-event'), body }, z.unknown());
  }

  /** Stores messages, all of them or none; those that are stored already stay as they are. */
  async post(sessionId: string, batch: readonly OutboxMessage[]): Promise<Result<true, ApiFault>> {
    const messages = batch.map(({ localId, content }) => ({ localId, content }));
    const body = JSON.stringify({ messages });
    const call = { method: 'POST', path: messagesPath(sessionId), body, timeoutMs: POST_TIMEOUT_MS } as const;
    const stored = await this.#read(call, storedWire);
    if (!stored.ok) return stored;
    // Something else that answers 200 may stand in between: only what is named was stored.
    const ids = new Set(stored.value.messages.map(({ localId }) => localId));
    if (batch.every(({ localId }) => ids.has(localId))) return ok(true);
    return err({ tag: 'retry', cause: { code: 'protocol', status: 200 } });
  }

  async #read<T>(call: RestCall, schema: z.ZodType<T>): Promise<Result<T, ApiFault>> {
    const read = await this.#rest.read(call, schema);
    return read.ok ? read : err(apiFault(read.error));
  }
}

function apiFault(fault: RestFault): ApiFault {
  const retry = { tag: 'retry', cause: faultCause(fault) } as const;
  switch (fault.tag) {
    case 'sign-in':
      return { tag: 'sign-in' };
    case 'no-answer':
      return retry;
    case 'no-such-route':
      // A server of 2025 takes messages only over the socket, where nobody says whether they arrived.
      return { tag: 'refused', status: 404 };
    case 'status': {
      const { status, retryAfterMs } = fault;
      if (status === 401) return { tag: 'sign-in' };
      if (status === 404) return { tag: 'gone' };
      const isTransient = status < 400 || status >= 500 || status === 408 || status === 429;
      if (!isTransient) return { tag: 'refused', status };
      return retryAfterMs === null ? retry : { ...retry, afterMs: retryAfterMs };
    }
  }
}

function sessionPath(sessionId: string, tail = ''): string {
  return `/v1/sessions/${encodeURIComponent(sessionId)}${tail}`;
}

function messagesPath(sessionId: string): string {
  return `/v3/sessions/${encodeURIComponent(sessionId)}/messages`;
}
