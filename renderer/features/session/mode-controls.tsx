import { useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { PERMISSION_MODES } from '../../../shared/model/session.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { modeWords } from '../inbox/index.ts';
import type { SessionActions } from './use-session-actions.ts';

interface ModeControlsProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

/** Mode and model of a session, where its backend can change them. A mode that stops asking takes a second step. */
export function ModeControls({ session, actions }: ModeControlsProps): ReactNode {
  const [wantedMode, setWantedMode] = useState<string | null>(null);
  const [model, setModel] = useState<string | null>(null);
  const mode = session.permissionMode ?? '';
  const known = PERMISSION_MODES.map((each) => ({ value: each as string, label: modeWords(each) }));
  const options = known.some((each) => each.value === mode)
    ? known
    : [{ value: mode, label: mode === '' ? words.session.modelUnknown : mode }, ...known];
  const choose = (next: string) => {
    if (next === 'bypassPermissions' || next === 'dontAsk') setWantedMode(next);
    else void actions.setMode(next);
  };
  return (
    <>
      {session.capabilities.setMode ? (
        <SelectField inline label={words.session.mode} value={mode} options={options} onChange={choose} />
      ) : null}
      {session.capabilities.setModel ? (
        <Button small onPress={() => setModel(model === null ? (session.model ?? '') : null)} expanded={model !== null}>
          {words.session.model}: <Untrusted text={session.model ?? words.session.modelUnknown} />
        </Button>
      ) : null}
      {wantedMode === null ? null : (
        <div className="second-step" role="alert">
          <p>{words.session.dangerousMode}</p>
          <div className="row">
            <Button look="no" onPress={() => void actions.setMode(wantedMode).then(() => setWantedMode(null))}>
              {words.session.dangerousModeYes}
            </Button>
            <Button onPress={() => setWantedMode(null)}>{words.common.cancel}</Button>
          </div>
        </div>
      )}
      {model === null ? null : (
        <div className="panel wide stack">
          <TextField label={words.session.model} value={model} onChange={setModel} mono />
          <div className="row">
            <Button
              look="accent"
              off={model.trim() === ''}
              onPress={() => void actions.setModel(model.trim()).then((done) => done && setModel(null))}
            >
              {words.session.modelSet}
            </Button>
            <Button onPress={() => setModel(null)}>{words.common.cancel}</Button>
          </div>
        </div>
      )}
    </>
  );
}
