import { useCallback, useState } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { CallArgument, CallErrorCode, CallName } from '../../../shared/ipc/types.ts';
import type { Result } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { connectionTestWords } from '../../ui/connection-test-words.ts';
import type { SaidWords } from '../../ui/said.tsx';

/** What a person can do with connections. Each ends in `true` or leaves words about what failed. */
export function useConnections() {
  const [said, setSaid] = useState<SaidWords | undefined>(undefined);
  const report = useCallback((result: Result<unknown, { readonly code: CallErrorCode<CallName> }>) => {
    setSaid(result.ok ? undefined : { ok: false, text: words.common.callError(result.error.code) });
    return result.ok;
  }, []);
  const save = useCallback(
    async (form: CallArgument<'connection:save'>) => report(await call('connection:save', form)),
    [report],
  );
  const test = useCallback(
    async (form: CallArgument<'connection:test'>) => {
      const tested = await call('connection:test', form);
      if (report(tested) && tested.ok) setSaid(connectionTestWords(tested.value, form.connection.kind));
    },
    [report],
  );
  const remove = useCallback(
    async (connectionId: ConnectionId) => report(await call('connection:remove', { connectionId })),
    [report],
  );
  const retry = useCallback(
    async (connectionId: ConnectionId) => report(await call('connection:retry', { connectionId })),
    [report],
  );
  const signIn = useCallback(
    async (connectionId: ConnectionId, accessToken: string) => {
      const signed = await call('connection:sign-in', { connectionId, accessToken });
      const done = report(signed);
      if (signed.ok) setSaid({ ok: true, text: words.connections.kept[signed.value.kept] });
      return done;
    },
    [report],
  );
  const signOut = useCallback(
    async (connectionId: ConnectionId) => {
      const done = report(await call('happy:sign-out', { connectionId }));
      if (done) setSaid({ ok: true, text: words.happy.signedOut });
      return done;
    },
    [report],
  );
  return { said, save, test, remove, retry, signIn, signOut };
}
