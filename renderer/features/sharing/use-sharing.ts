import { useState } from 'react';
import type { ConnectionId, SessionKey } from '../../../shared/ids.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import type { SaidWords } from '../../ui/said.tsx';

/** Shares a session and ends that again; what became of it is in `said`, in words. */
export function useSharing(key: SessionKey) {
  const [said, setSaid] = useState<SaidWords | undefined>(undefined);
  const share = async (connectionId: ConnectionId, files: boolean): Promise<boolean> => {
    const shared = await call('session:share', { key, connectionId, files });
    setSaid(shared.ok ? undefined : { ok: false, text: words.common.callError(shared.error.code) });
    return shared.ok;
  };
  const stop = async (): Promise<boolean> => {
    setSaid({ ok: true, text: words.sharing.stopping });
    const stopped = await call('session:unshare', { key });
    if (stopped.ok) {
      const { remaining, told } = stopped.value;
      setSaid({ ok: remaining === 0 && told, text: words.sharing.stopped(stopped.value) });
    } else setSaid({ ok: false, text: words.common.callError(stopped.error.code) });
    return stopped.ok;
  };
  return { said, share, stop };
}
