import { useId, useState, type ReactNode } from 'react';
import type { CcrSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFocusVisit } from '../../ui/use-focus-visit.ts';
import {
  checkDraft,
  draftOf,
  emptyDraft,
  freshId,
  type ConnectionDraft,
  type DraftErrors,
} from './connection-draft.ts';
import { CredentialFields } from './credential-fields.tsx';
import { useConnections } from './use-connections.ts';

interface ConnectionFormProps {
  readonly existing: CcrSettings | undefined;
  readonly onDone: () => void;
}

const transports = ['auto', 'websocket', 'sse'] as const;

export function ConnectionForm({ existing, onDone }: ConnectionFormProps): ReactNode {
  const takenIds = useApp((view) => view.connections);
  const [draft, setDraft] = useState<ConnectionDraft>(() =>
    existing === undefined ? emptyDraft('') : draftOf(existing),
  );
  const [errors, setErrors] = useState<DraftErrors>({});
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const { said, save, test } = useConnections();
  const titleId = useId();
  const firstField = useFocusVisit();
  const texts = words.connections;
  const set = (part: Partial<ConnectionDraft>) => setDraft((held) => ({ ...held, ...part }));

  const run = async (kind: 'test' | 'save') => {
    const taken = new Set<string>(takenIds.map((each) => each.connectionId));
    const id = existing?.id ?? freshId(draft.name, taken);
    const checked = checkDraft({ ...draft, id }, existing === undefined);
    setErrors(checked.ok ? {} : checked.error);
    if (!checked.ok) return;
    setBusy(kind);
    if (kind === 'test') await test(checked.value);
    else if (await save(checked.value)) return onDone();
    setBusy(null);
  };

  return (
    <form className="card connection-form" aria-labelledby={titleId} onSubmit={(event) => event.preventDefault()}>
      <h2 id={titleId}>{existing === undefined ? texts.formAdd : texts.formEdit(existing.name)}</h2>
      <TextField
        ref={firstField}
        label={texts.name}
        note={texts.nameNote}
        value={draft.name}
        error={errors.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={texts.baseUrl}
        note={texts.baseUrlNote}
        value={draft.baseUrl}
        error={errors.baseUrl}
        onChange={(baseUrl) => set({ baseUrl })}
        mono
      />
      <CredentialFields draft={draft} errors={errors} isNew={existing === undefined} onChange={set} />
      <details
        className="more-fields"
        open={errors.organizationUuid !== undefined || errors.sessions !== undefined || undefined}
      >
        <summary>{texts.moreFields}</summary>
        <div className="stack">
          <SelectField
            label={texts.transport}
            value={draft.transport}
            options={transports.map((each) => ({ value: each, label: texts.transports[each] }))}
            onChange={(value) => set({ transport: transports.find((each) => each === value) ?? 'auto' })}
          />
          <TextField
            label={texts.organization}
            value={draft.organizationUuid}
            error={errors.organizationUuid}
            onChange={(organizationUuid) => set({ organizationUuid })}
            mono
          />
          <TextField
            label={texts.sessionIds}
            note={texts.sessionIdsNote}
            value={draft.sessions}
            error={errors.sessions}
            onChange={(sessions) => set({ sessions })}
            lines={2}
            mono
          />
          <Choice
            type="checkbox"
            label={texts.enabled}
            checked={draft.enabled}
            onChange={(enabled) => set({ enabled })}
          />
          <Choice
            type="checkbox"
            label={texts.viewerOnlyLabel}
            note={texts.viewerOnlyNote}
            checked={draft.viewerOnly}
            onChange={(viewerOnly) => set({ viewerOnly })}
          />
        </div>
      </details>
      {errors.other === undefined ? null : <p className="said-error">{errors.other}</p>}
      <div className="row">
        <Button look="accent" onPress={() => void run('save')} off={busy !== null}>
          {texts.save}
        </Button>
        <Button onPress={() => void run('test')} off={busy !== null}>
          {busy === 'test' ? texts.testing : texts.test}
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
