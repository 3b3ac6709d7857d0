import { useState, type ReactNode } from 'react';
import type { CallArgument } from '../../../shared/ipc/types.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Said, type SaidWords } from '../../ui/said.tsx';

type Keeping = CallArgument<'happy:keep-key'>;

interface KeepKeyProps {
  readonly of: Keeping['of'];
  readonly onKept?: () => void;
}

/** Brings the recovery key to a safe place. Main does it: the key never comes to the window. */
export function KeepKey({ of, onKept }: KeepKeyProps): ReactNode {
  const [said, setSaid] = useState<SaidWords | undefined>(undefined);
  const texts = words.happy.keep;
  const keep = async (way: Keeping['way']) => {
    const kept = await call('happy:keep-key', { of, way });
    if (!kept.ok) return setSaid({ ok: false, text: words.common.callError(kept.error.code) });
    // The dialog was left without a choice: nothing happened, and nothing is to be said.
    if (!kept.value.kept) return setSaid(undefined);
    setSaid({ ok: true, text: way === 'clipboard' ? texts.copied : texts.saved });
    onKept?.();
  };
  return (
    <div className="stack">
      <p>{texts.care}</p>
      <div className="row">
        <Button onPress={() => void keep('clipboard')}>{texts.copy}</Button>
        <Button onPress={() => void keep('file')}>{texts.file}</Button>
      </div>
      <Said said={said} />
    </div>
  );
}
