import type { Clock } from '../../main/ports/clock.ts';
import type { DraftStore } from '../../main/ports/drafts.ts';
import type { Journal } from '../../main/ports/journal.ts';
import type { ShareStore } from '../../main/ports/share-store.ts';
import type { Outbox } from '../../main/ports/outbox.ts';

/** Ports of a process that can die: from then on no timer runs, nothing is written, and nothing answers. */
export function createMortality() {
  let isDead = false;
  const timers = new Set<() => void>();
  const never = <T>() => new Promise<T>(() => undefined);

  return {
    end() {
      isDead = true;
      for (const cancel of timers) cancel();
    },
    clock: (clock: Clock): Clock => ({
      ...clock,
      schedule(delayMs, run) {
        if (isDead) return () => undefined;
        const cancel = clock.schedule(delayMs, () => {
          timers.delete(cancel);
          run();
        });
        timers.add(cancel);
        return () => {
          timers.delete(cancel);
          cancel();
        };
      },
    }),
    outbox: (outbox: Outbox): Outbox => ({
      ...outbox,
      save: (record) => (isDead ? never() : outbox.save(record)),
      markSent: (key) => isDead || outbox.markSent(key),
      settle: (key) => isDead || outbox.settle(key),
    }),
    journal: (journal: Journal): Journal => ({ ...journal, append: (entry) => isDead || journal.append(entry) }),
    shares: (shares: ShareStore): ShareStore => ({
      ...shares,
      save: (records) => (isDead ? never() : shares.save(records)),
      outbox(shareId) {
        const outbox = shares.outbox(shareId);
        return {
          load: () => (isDead ? never() : outbox.load()),
          add: (messages) => (isDead ? never() : outbox.add(messages)),
          leaveOut: (except) => (isDead ? never() : outbox.leaveOut(except)),
          delivered: (ids) => isDead || outbox.delivered(ids),
          heard: (seq) => isDead || outbox.heard(seq),
          forget: () => (isDead ? never() : outbox.forget()),
        };
      },
    }),
    drafts: (drafts: DraftStore): DraftStore => ({
      ...drafts,
      save: (all) => (isDead ? never() : drafts.save(all)),
    }),
  };
}
