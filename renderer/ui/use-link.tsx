import { useCallback, useState, type ReactNode } from 'react';
import { words } from '../../shared/strings/window.ts';
import { call } from '../bridge/bridge.ts';

/** Opens links through main, and says so in words where main does not open them. */
export function useLink(): { readonly openLink: (url: string) => void; readonly linkProblem: ReactNode } {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const openLink = useCallback((url: string) => {
    setProblem(undefined);
    void call('link:open', { url }).then((opened) => {
      if (!opened.ok) setProblem(words.common.callError(opened.error.code));
    });
  }, []);
  const linkProblem =
    problem === undefined ? null : (
      <p className="said-error" role="alert">
        {problem}
      </p>
    );
  return { openLink, linkProblem };
}
