import { useCallback, useState } from 'react';
import type { CallArgument } from '../../../shared/ipc/types.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';

/** Changes settings through main, and says where it did not work. */
export function useSettings() {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const change = useCallback((input: CallArgument<'settings:change'>) => {
    void call('settings:change', input).then((changed) =>
      setProblem(changed.ok ? undefined : words.common.callError(changed.error.code)),
    );
  }, []);
  const pause = useCallback((untilMs: number | null) => {
    void call('notifications:pause', { untilMs }).then((paused) =>
      setProblem(paused.ok ? undefined : words.common.callError(paused.error.code)),
    );
  }, []);
  return { problem, change, pause };
}
