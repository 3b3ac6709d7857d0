import { useId, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ConnectionDraft, DraftErrors } from './connection-draft.ts';

interface CredentialFieldsProps {
  readonly draft: ConnectionDraft;
  readonly errors: DraftErrors;
  readonly isNew: boolean;
  readonly onChange: (part: Partial<ConnectionDraft>) => void;
}

/** How to sign in, with plain words about what may be used and where it is kept. */
export function CredentialFields({ draft, errors, isNew, onChange }: CredentialFieldsProps): ReactNode {
  const hasKeychain = useApp((view) => view.surfaces.keychain);
  const name = useId();
  const texts = words.connections;
  const storedNote = hasKeychain ? texts.storedNote.keychain : texts.storedNote.memory;
  return (
    <fieldset className="stack">
      <legend className="label">{texts.credentials}</legend>
      {(['stored', 'file'] as const).map((each) => (
        <Choice
          key={each}
          type="radio"
          name={name}
          label={texts.credentialChoices[each]}
          note={each === 'file' ? texts.fileNote : storedNote}
          checked={draft.credentials === each}
          onChange={() => onChange({ credentials: each })}
        />
      ))}
      {draft.credentials === 'stored' ? (
        <TextField
          label={texts.signInToken}
          value={draft.token}
          error={errors.token}
          onChange={(token) => onChange({ token })}
          secret
          {...(isNew ? {} : { note: texts.tokenKeep })}
        />
      ) : (
        <TextField
          label={texts.filePath}
          value={draft.filePath}
          error={errors.credentials}
          onChange={(filePath) => onChange({ filePath })}
          mono
        />
      )}
      <p className="card-note small">{texts.terms}</p>
    </fieldset>
  );
}
