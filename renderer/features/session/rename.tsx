import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface RenameProps {
  readonly title: string;
  readonly onRename: (title: string) => Promise<void>;
  readonly onCancel: () => void;
}

export function Rename({ title, onRename, onCancel }: RenameProps): ReactNode {
  const [text, setText] = useState(title);
  const wanted = text.trim().slice(0, 200);
  const save = () => void (wanted !== '' && onRename(wanted));
  return (
    <div className="panel stack">
      <TextField label={words.session.renameLabel} value={text} onChange={setText} onEnter={save} />
      <div className="row">
        <Button look="accent" onPress={save} off={wanted === '' || wanted === title}>
          {words.session.renameSave}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}
