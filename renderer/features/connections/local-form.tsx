import type { ReactNode } from 'react';
import type { LocalSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FormFrame } from './form-frame.tsx';
import { checkLocalDraft, localDraftOf } from './local-draft.ts';
import { EnabledChoice, NameField } from './shared-fields.tsx';
import { useForm } from './use-form.ts';

interface LocalFormProps {
  readonly existing: LocalSettings;
  readonly onDone: () => void;
}

/** Settings of a connection to Claude Code on this computer. It is made by connecting, never from nothing here. */
export function LocalForm({ existing, onDone }: LocalFormProps): ReactNode {
  const form = useForm(() => localDraftOf(existing), checkLocalDraft, onDone);
  const { draft, errors, set } = form;
  const texts = words.claudeCode.form;
  return (
    <FormFrame
      title={texts.title(existing.name)}
      busy={form.busy}
      said={form.said}
      onSave={form.submit}
      onCancel={onDone}
    >
      <NameField value={draft.name} error={errors.name} onChange={(name) => set({ name })} />
      <EnabledChoice checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
      <TextField
        label={texts.askFolders}
        note={texts.askFoldersNote}
        value={draft.askInAutoMode}
        error={errors.askInAutoMode}
        onChange={(askInAutoMode) => set({ askInAutoMode })}
        lines={2}
        mono
      />
      <TextField
        label={texts.program}
        note={texts.programNote}
        value={draft.program}
        error={errors.program}
        onChange={(program) => set({ program })}
        mono
      />
      <TextField
        label={texts.configDir}
        note={texts.configDirNote}
        value={draft.configDir}
        error={errors.configDir}
        onChange={(configDir) => set({ configDir })}
        mono
      />
      <TextField
        label={texts.port}
        note={texts.portNote}
        value={draft.port}
        error={errors.port}
        onChange={(port) => set({ port })}
        mono
      />
    </FormFrame>
  );
}
