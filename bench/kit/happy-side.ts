import { randomBytes } from 'node:crypto';
import type { HappyOrder, HappyReport, SeededSession } from '../far-side/happy-orders.ts';
import { startSide, type Side } from './side.ts';

/** A Happy server with accounts that have a past. */
export interface HappySide extends Side<HappyOrder, HappyReport> {
  readonly baseUrl: string;
  seed(sessions: number, messages: number): Promise<PastAccount>;
}

export interface PastAccount {
  /** Base64url. */
  readonly secret: string;
  readonly sessions: readonly SeededSession[];
  readonly openAsks: number;
}

export async function startHappySide(): Promise<HappySide> {
  const side = startSide<HappyOrder, HappyReport>('happy-side.mjs');
  const { port } = await side.hear('listening');
  return {
    ...side,
    baseUrl: `http://127.0.0.1:${port}`,
    async seed(sessions, messages) {
      const secret = randomBytes(32).toString('base64url');
      const seeded = side.hear('seeded');
      side.tell({ tag: 'seed', secret, sessions, messages });
      const account = (await seeded).sessions;
      return { secret, sessions: account, openAsks: account.reduce((sum, { openIds }) => sum + openIds.length, 0) };
    },
  };
}

/** A connection to an account, as a managed configuration says it. */
export function accountOn(baseUrl: string, { secret }: PastAccount) {
  return { id: 'account', kind: 'happy', name: 'Account', serverUrl: baseUrl, credentials: { secretKey: secret } };
}
