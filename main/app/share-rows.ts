import type { ShareState } from '../../shared/model/sharing.ts';
import type { Engine } from './engine.ts';
import type { Shared, ShareRecords } from './share-records.ts';

/** What the session's own row says of its share. A share that another one has followed has no row any more. */
export function createShareRows(engine: Engine, records: ShareRecords) {
  return {
    show(one: Shared, as: ShareState = one.state): void {
      if (records.get(one.key) !== one) return;
      const { accountId, files } = one.record;
      const sharing = { connectionId: accountId, state: as, ...one.counts, files };
      if (JSON.stringify(engine.state.shares.get(one.key)) === JSON.stringify(sharing)) return;
      engine.dispatch({ tag: 'share-changed', sessionKey: one.key, sharing });
    },

    hide(one: Shared): void {
      if ((records.get(one.key) ?? one) !== one) return;
      if (engine.state.shares.has(one.key)) engine.dispatch({ tag: 'share-gone', sessionKey: one.key });
    },
  };
}
