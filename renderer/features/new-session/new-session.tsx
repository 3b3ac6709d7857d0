import { useMemo, useRef, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { forgetPast } from './start-draft.ts';
import { StartForm } from './start-form.tsx';

/** The dialog for a new session; where nothing can start one, it says what to do first. */
export function NewSession(): ReactNode {
  const all = useApp((view) => view.connections);
  const able = useMemo(() => all.filter((each) => each.capabilities.start), [all]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const firstField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const connection = able.find((each) => each.connectionId === chosenId) ?? able[0];
  const close = () => go({ tag: 'sessions' });
  const said = words.newSession;
  return (
    <Dialog title={said.title} onClose={close} firstFocus={firstField} wide>
      {connection === undefined ? (
        <>
          <p>{said.impossible}</p>
          <div className="row">
            <Button look="accent" onPress={() => go({ tag: 'connections' })}>
              {said.toConnections}
            </Button>
            <Button onPress={close}>{words.common.cancel}</Button>
          </div>
        </>
      ) : (
        <StartForm key={connection.connectionId} connection={connection} firstField={firstField} onCancel={close}>
          {able.length < 2 ? null : (
            <SelectField
              label={said.where}
              value={connection.connectionId}
              options={able.map((each) => ({ value: each.connectionId, label: each.name }))}
              onChange={(id) => {
                setChosenId(id);
                forgetPast();
              }}
            />
          )}
        </StartForm>
      )}
    </Dialog>
  );
}
