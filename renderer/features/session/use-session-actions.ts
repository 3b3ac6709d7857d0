import { useCallback, useMemo, useState } from 'react';
import type { SessionKey } from '../../../shared/ids.ts';
import type { CallErrorCode, CallName } from '../../../shared/ipc/types.ts';
import type { Result } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';

/** What a person can do with a session. Each says whether it worked; what did not is in `problem`, in words. */
export function useSessionActions(key: SessionKey) {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const report = useCallback(
    async (work: Promise<Result<unknown, { readonly code: CallErrorCode<CallName> }>>): Promise<boolean> => {
      setProblem(undefined);
      const result = await work;
      if (!result.ok) setProblem(words.common.callError(result.error.code));
      return result.ok;
    },
    [],
  );
  const actions = useMemo(
    () => ({
      sendMessage: (text: string) => report(call('session:send-message', { key, text })),
      retryDraft: (draftId: string) => report(call('session:retry-draft', { draftId })),
      discardDraft: (draftId: string) => report(call('session:discard-draft', { draftId })),
      interrupt: () => report(call('session:interrupt', { key })),
      setMode: (mode: string) => report(call('session:set-mode', { key, mode })),
      setModel: (model: string) => report(call('session:set-model', { key, model })),
      rename: (title: string) => report(call('session:rename', { key, title })),
      archive: () => report(call('session:archive', { key })),
      end: () => report(call('session:end', { key })),
      resume: () => report(call('session:resume', { key })),
      reveal: () => report(call('session:reveal', { key })),
      handOver: (to: 'here' | 'terminal') => report(call('session:hand-over', { key, to })),
      reconnect: () => report(call('session:reconnect', { key })),
    }),
    [key, report],
  );
  return { ...actions, problem };
}

export type SessionActions = ReturnType<typeof useSessionActions>;
