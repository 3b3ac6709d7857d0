import { useId, useState, type ReactNode } from 'react';
import type { LocalSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFocusVisit } from '../../ui/use-focus-visit.ts';
import { checkLocalDraft, localDraftOf, type LocalDraft, type LocalErrors } from './local-draft.ts';
import { useConnections } from './use-connections.ts';

interface LocalFormProps {
  readonly existing: LocalSettings;
  readonly onDone: () => void;
}

/** Settings of a connection to Claude Code on this computer. It is made by connecting, never from nothing here. */
export function LocalForm({ existing, onDone }: LocalFormProps): ReactNode {
  const [draft, setDraft] = useState<LocalDraft>(() => localDraftOf(existing));
  const [errors, setErrors] = useState<LocalErrors>({});
  const [isBusy, setBusy] = useState(false);
  const { said, save } = useConnections();
  const titleId = useId();
  const firstField = useFocusVisit();
  const texts = words.claudeCode.form;
  const set = (part: Partial<LocalDraft>) => setDraft((held) => ({ ...held, ...part }));

  const run = async () => {
    const checked = checkLocalDraft(draft);
    setErrors(checked.ok ? {} : checked.error);
    if (!checked.ok) return;
    setBusy(true);
    if (await save(checked.value)) return onDone();
    setBusy(false);
  };

  return (
    <form className="card connection-form" aria-labelledby={titleId} onSubmit={(event) => event.preventDefault()}>
      <h2 id={titleId}>{texts.title(existing.name)}</h2>
      <TextField
        ref={firstField}
        label={words.connections.name}
        note={words.connections.nameNote}
        value={draft.name}
        error={errors.name}
        onChange={(name) => set({ name })}
      />
      <Choice
        type="checkbox"
        label={words.connections.enabled}
        checked={draft.enabled}
        onChange={(enabled) => set({ enabled })}
      />
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
      <div className="row">
        <Button look="accent" onPress={() => void run()} off={isBusy}>
          {words.connections.save}
        </Button>
        <Button onPress={onDone}>{words.common.cancel}</Button>
      </div>
      {said === undefined ? null : (
        <p className={said.ok ? 'said-ok' : 'said-error'} role="status">
          {said.text}
        </p>
      )}
    </form>
  );
}
