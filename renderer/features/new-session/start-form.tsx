import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { FolderField } from './folder-field.tsx';
import { PastList } from './past-list.tsx';
import { START_MODES } from './start-draft.ts';
import { usePast } from './use-past.ts';
import { useStart } from './use-start.ts';

interface StartFormProps {
  readonly connection: ConnectionView;
  readonly firstField: RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/** Folder, prompt, model and mode of a session that Gatehouse starts; or an earlier one to go on with. */
export function StartForm({ connection, firstField, onCancel, children }: StartFormProps): ReactNode {
  const { draft, errors, isStarting, change, start } = useStart(connection.connectionId);
  const past = usePast(connection.connectionId);
  const form = useRef<HTMLFormElement>(null);
  const kindName = useId();
  const said = words.newSession;
  const isPast = draft.kind === 'past';
  useEffect(() => {
    // Whoever cannot see the error is taken to its field.
    if (errors.folder !== undefined) firstField.current?.focus();
    if (errors.past !== undefined) form.current?.querySelector<HTMLElement>('.past-list input')?.focus();
  }, [errors, firstField]);
  return (
    <form
      ref={form}
      className="stack start-form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void start();
      }}
    >
      <fieldset className="row start-kinds">
        <legend className="unseen">{said.what}</legend>
        {(['fresh', 'past'] as const).map((kind) => (
          <Choice
            key={kind}
            type="radio"
            name={kindName}
            label={said.kinds[kind]}
            checked={draft.kind === kind}
            onChange={() => change({ kind })}
          />
        ))}
      </fieldset>
      {children}
      {isPast ? (
        <PastList past={past} chosen={draft.past} error={errors.past} onChoose={(each) => change({ past: each })} />
      ) : (
        <FolderField
          ref={firstField}
          value={draft.folder}
          error={errors.folder}
          past={past}
          onChange={(folder) => change({ folder })}
        />
      )}
      <TextField
        label={isPast ? said.promptGoOn : said.prompt}
        note={said.promptNote}
        value={draft.prompt}
        onChange={(prompt) => change({ prompt })}
        lines={isPast ? 3 : 5}
      />
      <div className="start-pair">
        <SelectField
          label={said.mode}
          note={said.modeNotes[draft.mode]}
          value={draft.mode}
          options={START_MODES.map((mode) => ({ value: mode, label: words.common.modes[mode] ?? mode }))}
          onChange={(value) => change({ mode: START_MODES.find((mode) => mode === value) ?? 'default' })}
        />
        <TextField
          label={said.model}
          note={said.modelNote}
          value={draft.model}
          onChange={(model) => change({ model })}
          offers={said.models}
          mono
        />
      </div>
      {errors.form === undefined ? null : (
        <p className="said-error" role="alert">
          <Untrusted text={errors.form} />
        </p>
      )}
      <div className="row">
        <Button look="accent" onPress={() => void start()} off={isStarting}>
          {isStarting ? said.starting : isPast ? said.goOn : said.start}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
      </div>
    </form>
  );
}
