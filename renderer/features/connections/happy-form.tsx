import type { ReactNode } from 'react';
import type { HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { TextField } from '../../ui/text-field.tsx';
import { FormFrame } from './form-frame.tsx';
import { checkHappyDraft, happyDraftOf } from './happy-draft.ts';
import { EnabledChoice, NameField, SessionIdsField, ViewerOnlyChoice } from './shared-fields.tsx';
import { useForm } from './use-form.ts';

interface HappyFormProps {
  readonly existing: HappySettings;
  readonly onDone: () => void;
}

/** Settings of an account that was joined. Whose account it is does not change here: that is signing in. */
export function HappyForm({ existing, onDone }: HappyFormProps): ReactNode {
  const form = useForm(
    () => happyDraftOf(existing),
    (draft) => checkHappyDraft(existing, draft),
    onDone,
  );
  const { draft, errors, set } = form;
  const texts = words.connections;
  return (
    <FormFrame
      title={texts.formEdit(existing.name)}
      busy={form.busy}
      said={form.said}
      problem={errors.other}
      onSave={form.submit}
      onTest={() => void form.run('test', form.test)}
      onCancel={onDone}
    >
      <NameField value={draft.name} error={errors.name} onChange={(name) => set({ name })} />
      <TextField
        label={words.happy.serverAddress}
        note={words.happy.serverNote}
        value={draft.serverUrl}
        error={errors.serverUrl}
        onChange={(serverUrl) => set({ serverUrl })}
        mono
      />
      {draft.happyHome === undefined ? null : (
        <TextField
          label={words.happy.folderOfHappy}
          note={words.happy.terminal.readable}
          value={draft.happyHome}
          error={errors.credentials}
          onChange={(happyHome) => set({ happyHome })}
          mono
        />
      )}
      <SessionIdsField value={draft.sessions} error={errors.sessions} onChange={(sessions) => set({ sessions })} />
      <EnabledChoice checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
      <ViewerOnlyChoice checked={draft.viewerOnly} onChange={(viewerOnly) => set({ viewerOnly })} />
    </FormFrame>
  );
}
