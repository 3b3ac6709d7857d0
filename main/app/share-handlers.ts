import type { Handlers } from '../../shared/ipc/types.ts';
import { err, ok } from '../../shared/result.ts';
import type { Random } from '../ports/random.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from './engine.ts';
import { sharedOf } from './share-records.ts';
import type { Sharing } from './sharing.ts';
import type { Supervisor } from './supervisor.ts';

export type ShareHandlers = Pick<Handlers, 'session:share' | 'session:unshare'>;

const failed = <C extends string>(code: C) => err({ code, message: code });

/** What the window can ask about sharing. */
export function createShareHandlers(parts: {
  readonly engine: Engine;
  readonly sharing: Sharing;
  readonly backendOf: Supervisor['backendOf'];
  readonly random: Random;
  readonly clock: Clock;
}): ShareHandlers {
  const { engine, sharing } = parts;
  const { records } = sharing;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two clicks must not make two sessions there. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  }

  const share: ShareHandlers['session:share'] = async ({ key, connectionId: accountId, files }) => {
    const { connections, sessions } = engine.state.registry;
    const session = sessions.get(key);
    if (session === undefined) return failed('no-such-session');
    const isLocal = connections.get(session.connectionId)?.kind === 'local';
    if (!isLocal || session.facts.activity?.tag === 'ended') return failed('not-supported');
    const account = connections.get(accountId);
    if (account === undefined) return failed('no-such-connection');
    if ((parts.backendOf(accountId)?.sharer ?? null) === null) return failed('not-supported');

    const known = records.get(key);
    if (known !== undefined && known.record.accountId === accountId && known.record.over === null) {
      if (known.record.files === files && known.state.tag !== 'failed') return ok(null);
      const before = known.record;
      known.record = { ...before, files };
      if (!(await records.put(known))) {
        known.record = before;
        return failed('not-saved');
      }
      sharing.again(known);
      return ok(null);
    }
    if (known !== undefined && (await sharing.unshare(known)) === null) return failed('not-saved');
    const fresh = sharedOf({
      shareId: parts.random.uuid(),
      connectionId: session.connectionId,
      sessionId: session.sessionId,
      accountId,
      ...(account.account !== undefined && { account: account.account.fingerprint }),
      files,
      seenAtMs: parts.clock.nowMs(),
      over: null,
    });
    if (!(await records.put(fresh))) return failed('not-saved');
    sharing.tend(fresh);
    return ok(null);
  };

  return {
    'session:share': (order) => inTurn(() => share(order)),
    'session:unshare': ({ key }) => {
      const wasShared = records.get(key) !== undefined;
      return inTurn(async () => {
        const known = records.get(key);
        if (known === undefined) return wasShared ? ok({ remaining: 0, told: true }) : failed('no-such-session');
        const unshared = await sharing.unshare(known);
        return unshared === null ? failed('not-saved') : ok(unshared);
      });
    },
  };
}
