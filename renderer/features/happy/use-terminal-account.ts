import { useEffect, useState } from 'react';
import type { TerminalAccount } from '../../../shared/model/happy-account.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';

type Look = { readonly found?: TerminalAccount; readonly problem?: string };

/** What main finds of the `happy` command; nothing yet while it looks. */
export function useTerminalAccount() {
  const [looked, setLooked] = useState<Look>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void call('happy:look-at-terminal', undefined).then((answer) => {
      if (!isCurrent) return;
      setLooked(answer.ok ? { found: answer.value } : { problem: words.common.callError(answer.error.code) });
    });
    return () => {
      isCurrent = false;
    };
  }, [round]);
  const look = () => {
    setLooked({});
    setRound((count) => count + 1);
  };
  return { found: looked.found, problem: looked.problem, look };
}
