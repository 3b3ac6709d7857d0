import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { NewConnection } from './use-new-connection.ts';

export function NewName({ fresh }: { readonly fresh: NewConnection }): ReactNode {
  return (
    <div className="happy-name">
      <TextField
        label={words.connections.name}
        note={words.connections.nameNote}
        value={fresh.name}
        error={fresh.error}
        onChange={fresh.setName}
      />
    </div>
  );
}
