import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import { shownKeys } from './pressed-keys.ts';
import { SettingsPart } from './settings-part.tsx';

/** The key that opens the inbox from anywhere. Off until somebody wants it. */
export function ShortcutPart({ isManaged }: { readonly isManaged: boolean }): ReactNode {
  const accelerator = useApp((view) => view.settings.shortcut);
  const state = useApp((view) => view.shortcut);
  const isMac = useApp((view) => view.surfaces.platform) === 'darwin';
  const [problem, setProblem] = useState<string | null>(null);
  const said = words.settings.shortcut;
  const suggested = isMac ? 'Command+Alt+G' : 'Ctrl+Alt+G';
  const shown = (keys: string) => shownKeys(keys, isMac, said.keys);

  function change(shortcut: string | null): void {
    void call('settings:change', { shortcut }).then((changed) =>
      setProblem(changed.ok ? null : words.common.callError(changed.error.code)),
    );
  }

  return (
    <SettingsPart title={said.title} managed={isManaged}>
      <p>
        {accelerator === null ? said.off : said.opens} {accelerator === null ? null : <kbd>{shown(accelerator)}</kbd>}
      </p>
      {accelerator === null || state === 'on' ? null : <p className="said-error">{said.states[state]}</p>}
      <div className="row">
        <KeyRecorder
          label={accelerator === null ? said.choose : said.change}
          isMac={isMac}
          disabled={isManaged}
          onKeys={change}
        />
        {accelerator !== null || isManaged ? null : (
          <Button look="quiet" onPress={() => change(suggested)}>
            {said.take(shown(suggested))}
          </Button>
        )}
        {accelerator === null || isManaged ? null : (
          <Button look="quiet" onPress={() => change(null)}>
            {said.switchOff}
          </Button>
        )}
      </div>
      <Failure text={problem ?? undefined} />
    </SettingsPart>
  );
}
