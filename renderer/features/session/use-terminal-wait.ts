import { useEffect, useState } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';

/** A request reaches the terminal and Gatehouse a moment apart, and so does its answer. */
const SETTLED_AFTER_MS = 1_000;

/**
 * What a session waits for in its terminal, while nothing of it can be answered here. A change counts once it has
 * lasted, so that no note comes and goes with every request.
 */
export function useTerminalWait({ activity, waitingCount }: SessionView): string | undefined {
  const waitsFor = activity.tag === 'needs-you' && waitingCount === 0 ? activity.detail : undefined;
  const [settled, setSettled] = useState(waitsFor);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(waitsFor), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waitsFor]);
  return settled === waitsFor ? waitsFor : undefined;
}
