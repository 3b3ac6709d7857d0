import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { TokenUsage } from '../../shared/model/session.ts';
import type { ShareState } from '../../shared/model/sharing.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import type { RequestId } from '../../shared/ids.ts';
import type { AskOutcome, Ended, SessionSharer, Share, SharedFacts, ShareOrder } from '../../main/ports/sharing.ts';

/** A shared session as the other devices of an account see it. */
interface AccountSession {
  facts: SharedFacts;
  readonly filesBelow: string | null;
  readonly items: TranscriptItem[];
  readonly usage: TokenUsage[];
  open: readonly PermissionRequest[];
  readonly ended: Map<RequestId, AskOutcome>;
  life: 'running' | 'stopped' | 'over';
  /** How often a run of Gatehouse took it up. */
  runs: number;
  order: ShareOrder;
}

/** An account in memory that sessions can be shared with. It outlives the runs of Gatehouse. */
export function createSharingAccount() {
  const sessions = new Map<string, AccountSession>();
  let isReachable = true;
  let held: Promise<void> = Promise.resolve();
  const atWork = new Set<() => Promise<void>>();

  function take(order: ShareOrder): AccountSession {
    const { shareId, facts, filesBelow } = order;
    const before = sessions.get(shareId);
    const session: AccountSession = {
      items: [],
      usage: [],
      open: [],
      ended: new Map(),
      runs: 0,
      ...before,
      facts,
      filesBelow,
      life: 'running',
      order,
    };
    session.runs++;
    sessions.set(shareId, session);
    return session;
  }

  function share(order: ShareOrder): Share {
    const { outbox, onState } = order;
    const session = take(order);
    const seen = new Set<string>();
    const waiting = new Map<string, TranscriptItem>();
    let work: Promise<void> = outbox.load().then((left) => {
      for (const id of left.delivered) seen.add(id);
      for (const { localId, content } of left.waiting) {
        seen.add(localId);
        waiting.set(localId, JSON.parse(content) as TranscriptItem);
      }
      return deliver();
    });
    const then = (step: () => Promise<void>) => (work = work.then(step).catch(() => undefined));

    async function deliver(): Promise<void> {
      if (isReachable && waiting.size > 0) {
        session.items.push(...waiting.values());
        outbox.delivered([...waiting.keys()]);
        waiting.clear();
      }
      const cause = { code: 'unreachable' } as const;
      onState(isReachable ? { tag: 'live' } : { tag: 'waiting', retryAtMs: 0, cause }, {
        unsent: waiting.size,
        refused: 0,
        leftOut: 0,
      });
    }

    async function leave(life: AccountSession['life']): Promise<Ended> {
      await held;
      await then(deliver);
      atWork.delete(deliver);
      if (isReachable) session.life = life;
      return { flushed: session.items.length, remaining: waiting.size, end: isReachable ? 'told' : 'owed' };
    }

    atWork.add(deliver);
    return {
      tell: (facts) => void (session.facts = facts),
      append: (items) =>
        void then(async () => {
          const fresh = items.filter(({ id }) => !seen.has(id));
          for (const item of fresh) seen.add(item.id);
          await outbox.add(fresh.map((item) => ({ localId: item.id, content: JSON.stringify(item) })));
          for (const item of fresh) waiting.set(item.id, item);
          await deliver();
        }),
      usage: (usage) => void session.usage.push(usage),
      asks(open, outcome) {
        for (const { requestId } of session.open)
          if (!open.some((ask) => ask.requestId === requestId)) session.ended.set(requestId, outcome(requestId));
        session.open = open;
      },
      end: () => leave('over'),
      stop: () => leave('stopped'),
    };
  }

  const sharer: SessionSharer = { share };
  return {
    sharer,
    /** All that were ever shared with it, oldest first. */
    get sessions(): readonly AccountSession[] {
      return [...sessions.values()];
    },
    /** Sessions take their time to end there. @returns lets them */
    holdEnds(): () => void {
      let end = (): void => undefined;
      held = new Promise((resolve) => (end = resolve));
      return end;
    },
    async reachable(is: boolean): Promise<void> {
      isReachable = is;
      await Promise.all([...atWork].map((deliver) => deliver()));
    },
    /** The account has something to say about a session that is shared with it. */
    says: (session: AccountSession, state: ShareState, unsent = 0, refused = 0, leftOut = 0) =>
      session.order.onState(state, { unsent, refused, leftOut }),
  };
}
