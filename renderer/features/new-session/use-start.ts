import { useState } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import { call } from '../../bridge/bridge.ts';
import { useCell } from '../../store/cell.ts';
import { go } from '../../store/place.ts';
import {
  checkStart,
  forgetStarted,
  startDraftCell,
  startErrors,
  type StartDraft,
  type StartErrors,
} from './start-draft.ts';

/** The form for a new session, and what became of the last try to start it. */
export function useStart(connectionId: ConnectionId) {
  const draft = useCell(startDraftCell, (held) => held);
  const [errors, setErrors] = useState<StartErrors>({});
  const [isStarting, setStarting] = useState(false);
  const change = (part: Partial<StartDraft>) => {
    startDraftCell.set({ ...startDraftCell.get(), ...part });
    setErrors({});
  };
  const start = async () => {
    if (isStarting) return;
    const checked = checkStart(draft, connectionId);
    setErrors(checked.ok ? {} : checked.error);
    if (!checked.ok) return;
    setStarting(true);
    const started = await call('session:start', checked.value);
    setStarting(false);
    if (!started.ok) return setErrors(startErrors(started.error.code, draft, started.error.message));
    forgetStarted();
    go({ tag: 'session', key: started.value.key });
  };
  return { draft, errors, isStarting, change, start };
}
