/** Lists of sessions, and what makes and ends one. */
import { z } from 'zod';
import { readBodyAs, readQueryAs, refuse, sessionOf, type Handlers } from './exchange.ts';
import { sessionObject } from './rows.ts';

const V1_CAP = 150;
const RECENT_MS = 15 * 60_000;
const CURSOR = /^cursor_v1_(.+)$/;

const page = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  changedSince: z.coerce.number().int().positive().optional(),
});
const activePage = z.object({ limit: z.coerce.number().int().min(1).max(500).default(150) });
const newSession = z.object({
  tag: z.string(),
  metadata: z.string(),
  /** Read and thrown away: state starts empty. */
  agentState: z.string().nullish(),
  dataEncryptionKey: z.string().nullish(),
});

export const sessionRoutes: Handlers<
  'sessions' | 'pagedSessions' | 'activeSessions' | 'createSession' | 'archiveSession' | 'deleteSession'
> = {
  sessions: ({ core, accountId, reply }) => {
    const newest = core.store
      .sessionsOf(accountId)
      .sort((left, right) => right.updatedAtMs - left.updatedAtMs)
      .slice(0, V1_CAP);
    reply({ sessions: newest.map((row) => ({ ...sessionObject(row), lastMessage: null })) });
  },
  pagedSessions: (exchange) => {
    const { cursor, limit, changedSince } = readQueryAs(exchange, page);
    const after = cursor === undefined ? null : CURSOR.exec(cursor)?.[1];
    if (after === undefined) throw refuse(400, 'Invalid cursor format');
    const rows = exchange.core.store
      .sessionsOf(exchange.accountId)
      .filter((row) => (after === null || row.id < after) && row.updatedAtMs > (changedSince ?? -1))
      .sort((left, right) => (left.id < right.id ? 1 : -1));
    const shown = rows.slice(0, limit);
    const hasNext = rows.length > limit;
    exchange.reply({
      sessions: shown.map(sessionObject),
      nextCursor: hasNext ? `cursor_v1_${shown.at(-1)?.id}` : null,
      hasNext,
    });
  },
  activeSessions: (exchange) => {
    const { limit } = readQueryAs(exchange, activePage);
    const sinceMs = exchange.core.clock.nowMs() - RECENT_MS;
    const rows = exchange.core.store
      .sessionsOf(exchange.accountId)
      .filter((row) => row.isActive && row.activeAtMs > sinceMs)
      .sort((left, right) => right.activeAtMs - left.activeAtMs);
    exchange.reply({ sessions: rows.slice(0, limit).map(sessionObject) });
  },
  createSession: (exchange) => {
    const given = readBodyAs(exchange, newSession);
    const { core, accountId, reply } = exchange;
    const known = core.store.sessionsOf(accountId).find((row) => row.tag === given.tag);
    if (known !== undefined) {
      core.presence.listenAgain(known);
      return reply({ session: { ...sessionObject(known), lastMessage: null } });
    }
    const row = core.store.addSession(accountId, { ...given, dataEncryptionKey: given.dataEncryptionKey ?? null });
    core.out.update(accountId, { t: 'new-session', ...sessionObject(row) }, { tag: 'user' });
    reply({ session: { ...sessionObject(row), lastMessage: null } });
  },
  archiveSession: (exchange) => {
    exchange.core.presence.archive(sessionOf(exchange));
    exchange.reply({ success: true });
  },
  deleteSession: (exchange) => {
    const session = sessionOf(exchange);
    exchange.core.store.deleteSession(session);
    exchange.core.out.update(exchange.accountId, { t: 'delete-session', sid: session.id }, { tag: 'user' });
    exchange.reply({ success: true });
  },
};
