import { useCallback, useState } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';

/** Looks for a new version and installs it through main, and says where it did not. */
export function useUpdate() {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const check = useCallback(() => {
    setProblem(undefined);
    void call('update:check', undefined).then((checked) => {
      if (!checked.ok) setProblem(words.common.callError(checked.error.code));
    });
  }, []);
  const install = useCallback(() => {
    setProblem(undefined);
    void call('update:install', undefined).then((installed) => {
      if (!installed.ok) setProblem(words.common.callError(installed.error.code));
    });
  }, []);
  return { problem, check, install };
}
