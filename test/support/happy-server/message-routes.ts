/** The encrypted log of a session, and the events that ring phones. */
import { z } from 'zod';
import { invalid, readBodyAs, readQueryAs, sessionOf, type Exchange, type Handlers } from './exchange.ts';
import { messageObject, type MessageRow } from './rows.ts';

const V1_CAP = 150;
const page = z.object({
  after_seq: z.coerce.number().int().min(0).optional(),
  before_seq: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const batch = z.object({
  messages: z
    .array(z.object({ localId: z.string().min(1), content: z.string() }))
    .min(1)
    .max(100),
});
const pushEvent = z.object({
  kind: z.enum(['done', 'permission', 'question']),
  title: z.string().min(1).max(200),
  body: z.string().min(1).max(500),
  data: z.record(z.string(), z.unknown()).optional(),
});

export const messageRoutes: Handlers<'messages' | 'sendMessages' | 'oldMessages' | 'pushEvent'> = {
  messages: (exchange) => {
    const { after_seq, before_seq, limit } = readQueryAs(exchange, page);
    if (after_seq !== undefined && before_seq !== undefined)
      throw invalid('after_seq and before_seq are mutually exclusive');
    const { messages } = sessionOf(exchange);
    const rows =
      before_seq === undefined
        ? messages.filter((row) => row.seq > (after_seq ?? 0))
        : messages.filter((row) => row.seq < before_seq).reverse();
    exchange.reply({ messages: rows.slice(0, limit).map(messageObject), hasMore: rows.length > limit });
  },
  sendMessages: (exchange) => {
    const given = readBodyAs(exchange, batch).messages;
    const session = sessionOf(exchange);
    const rows = new Set<MessageRow>();
    for (const { localId, content } of given)
      rows.add(session.byLocalId.get(localId) ?? append(exchange, localId, content));
    const sorted = [...rows].sort((left, right) => left.seq - right.seq);
    exchange.reply({
      messages: sorted.map((row) => ({
        id: row.id,
        seq: row.seq,
        localId: row.localId,
        createdAt: row.createdAtMs,
        updatedAt: row.updatedAtMs,
      })),
    });
  },
  oldMessages: (exchange) => {
    const newest = sessionOf(exchange).messages.slice(-V1_CAP).reverse();
    exchange.reply({ messages: newest.map(messageObject) });
  },
  pushEvent: (exchange) => {
    const session = sessionOf(exchange);
    const { kind, title, body } = readBodyAs(exchange, pushEvent);
    const { core, accountId } = exchange;
    core.out.ephemeral(
      accountId,
      { type: 'session-event', sessionId: session.id, kind, title, body, timestamp: core.clock.nowMs() },
      { tag: 'session', id: session.id },
    );
    const phones = core.store.accounts.get(accountId)?.pushTokens.size ?? 0;
    const result = core.peers.isLookedAt(accountId) ? 'suppressed' : phones === 0 ? 'no_tokens' : 'sent';
    core.seen.pushes.add({ sessionId: session.id, kind, title, body, result });
    exchange.reply({ success: true, result, ...(result === 'sent' ? { tokens: phones, delivered: phones } : {}) });
  },
};

/** Told to everybody who is interested, the sender's own sockets too. */
function append(exchange: Exchange, localId: string, content: string): MessageRow {
  const session = sessionOf(exchange);
  const row = exchange.core.store.addMessage(session, content, localId);
  const body = { t: 'new-message', sid: session.id, message: messageObject(row) };
  exchange.core.out.update(exchange.accountId, body, { tag: 'session', id: session.id });
  return row;
}
