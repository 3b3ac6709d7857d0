import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { checkJson, editableCommand, withCommand } from './edited-input.ts';

interface EditInputProps {
  readonly inputJson: string;
  readonly off: boolean;
  readonly why: string | undefined;
  readonly onAllow: (editedInputJson: string) => void;
  readonly onCancel: () => void;
}

/** Edits a command alone, or the whole input as JSON. Under the box stands what will be sent, with nothing hidden. */
export function EditInput({ inputJson, off, why, onAllow, onCancel }: EditInputProps): ReactNode {
  const command = useMemo(() => editableCommand(inputJson), [inputJson]);
  const [asJson, setAsJson] = useState(command === undefined);
  const [text, setText] = useState(command ?? inputJson);
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [asJson]);
  const edited = useMemo(
    () => (asJson ? checkJson(inputJson, text) : withCommand(inputJson, text)),
    [asJson, inputJson, text],
  );
  const switchForm = () => {
    const inForce = edited.ok ? edited.value : inputJson;
    setText(asJson ? (editableCommand(inForce) ?? command ?? '') : inForce);
    setAsJson(!asJson);
  };
  const problem = edited.ok ? undefined : words.inbox.editInvalid[edited.error];
  return (
    <div className="panel stack">
      <TextField
        ref={box}
        label={asJson ? words.inbox.editJson : words.inbox.editCommand}
        value={text}
        onChange={setText}
        lines={Math.min(14, Math.max(2, text.split('\n').length + 1))}
        mono
        error={edited.ok || edited.error === 'unchanged' ? undefined : problem}
      />
      <div>
        <p className="part-label">{words.inbox.editPreview}</p>
        <pre className="code">
          <Untrusted text={text} />
        </pre>
      </div>
      <div className="row">
        <Button
          look="primary"
          onPress={() => edited.ok && onAllow(edited.value)}
          off={off || !edited.ok}
          why={problem ?? why}
        >
          {words.inbox.editSend}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
        {command === undefined ? null : (
          <Button look="quiet" onPress={switchForm}>
            {asJson ? words.inbox.editAsCommand : words.inbox.editAsJson}
          </Button>
        )}
      </div>
    </div>
  );
}
