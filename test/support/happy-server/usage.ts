import { z } from 'zod';
import type { Core } from './core.ts';
import type { UsageRow } from './rows.ts';
import type { Heard } from './heard.ts';

const numbers = z
  .looseObject({ total: z.number() })
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
  );
const report = z.looseObject({
  key: z.string().min(1),
  sessionId: z.string().nullish(),
  tokens: numbers,
  cost: numbers,
});

/** One row per session and key: the same key again replaces what it said. */
export function reportUsage({ core, peer, payload, ack }: Heard): void {
  const read = report.safeParse(payload);
  if (!read.success) return ack({ success: false, error: 'Invalid usage report' });
  const { key, tokens, cost } = read.data;
  const sessionId = read.data.sessionId ?? null;
  if (sessionId !== null && core.store.session(peer.accountId, sessionId) === null)
    return ack({ success: false, error: 'Session not found' });
  const nowMs = core.clock.nowMs();
  const row = rowOf(core, peer.accountId, key, sessionId, nowMs);
  row.tokens = tokens;
  row.cost = cost;
  row.updatedAtMs = nowMs;
  if (sessionId !== null)
    core.out.ephemeral(peer.accountId, { type: 'usage', id: sessionId, key, tokens, cost, timestamp: nowMs });
  ack({ success: true, reportId: row.id, createdAt: row.createdAtMs, updatedAt: row.updatedAtMs });
}

function rowOf(core: Core, accountId: string, key: string, sessionId: string | null, nowMs: number): UsageRow {
  const known = core.store.usage.find(
    (usage) => usage.accountId === accountId && usage.key === key && usage.sessionId === sessionId,
  );
  if (known !== undefined) return known;
  const row: UsageRow = {
    id: core.store.id(),
    accountId,
    key,
    sessionId,
    tokens: {},
    cost: {},
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  core.store.usage.push(row);
  return row;
}

/** Sums per hour or day. @param range  epoch seconds, which this one call uses. */
export function queryUsage(
  core: Core,
  accountId: string,
  range: {
    readonly sessionId: string | null;
    readonly startTime: number | null;
    readonly endTime: number | null;
    readonly groupBy: 'hour' | 'day';
  },
) {
  const step = range.groupBy === 'hour' ? 3_600 : 86_400;
  const rows = core.store.usage.filter((row) => {
    const atSeconds = row.createdAtMs / 1_000;
    return (
      row.accountId === accountId &&
      (range.sessionId === null || row.sessionId === range.sessionId) &&
      (range.startTime === null || atSeconds >= range.startTime) &&
      (range.endTime === null || atSeconds <= range.endTime)
    );
  });
  const slots = new Map<number, UsageRow[]>();
  for (const row of rows) {
    const slot = Math.floor(row.createdAtMs / 1_000 / step) * step;
    slots.set(slot, [...(slots.get(slot) ?? []), row]);
  }
  return {
    usage: [...slots]
      .sort(([left], [right]) => left - right)
      .map(([timestamp, group]) => ({
        timestamp,
        tokens: sum(group.map((row) => row.tokens)),
        cost: sum(group.map((row) => row.cost)),
        reportCount: group.length,
      })),
    groupBy: range.groupBy,
    totalReports: rows.length,
  };
}

function sum(parts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const part of parts)
    for (const [name, amount] of Object.entries(part)) total[name] = (total[name] ?? 0) + amount;
  return total;
}
