import { useEffect, useState } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { PastSession } from '../../../shared/model/claude-code.ts';
import { call } from '../../bridge/bridge.ts';

export type Past =
  | { readonly tag: 'loading' }
  | { readonly tag: 'there'; readonly sessions: readonly PastSession[] }
  | { readonly tag: 'failed' };

/** Earlier conversations of a connection, newest first; read once each time the form opens. */
export function usePast(connectionId: ConnectionId): Past {
  const [past, setPast] = useState<Past>({ tag: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    void call('session:past', { connectionId }).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) setPast({ tag: 'failed' });
      else setPast({ tag: 'there', sessions: answer.value.toSorted((a, b) => b.lastUsedAtMs - a.lastUsedAtMs) });
    });
    return () => {
      isCurrent = false;
    };
  }, [connectionId]);
  return past;
}
