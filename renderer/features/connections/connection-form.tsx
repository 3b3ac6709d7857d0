import type { ReactNode } from 'react';
import type { CcrSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { freshConnectionId } from '../../ui/fresh-connection-id.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { checkDraft, draftOf, emptyDraft } from './connection-draft.ts';
import { CredentialFields } from './credential-fields.tsx';
import { FormFrame } from './form-frame.tsx';
import { EnabledChoice, NameField, SessionIdsField, ViewerOnlyChoice } from './shared-fields.tsx';
import { useForm } from './use-form.ts';

interface ConnectionFormProps {
  readonly existing: CcrSettings | undefined;
  readonly onDone: () => void;
}

const transports = ['auto', 'websocket', 'sse'] as const;

export function ConnectionForm({ existing, onDone }: ConnectionFormProps): ReactNode {
  const connections = useApp((view) => view.connections);
  const takenIds = connections.map((each) => each.connectionId);
  const form = useForm(
    () => (existing === undefined ? emptyDraft('') : draftOf(existing)),
    (draft) => {
      const id = existing?.id ?? freshConnectionId(draft.name, takenIds);
      return checkDraft({ ...draft, id }, existing === undefined);
    },
    onDone,
  );
  const { draft, errors, set } = form;
  const texts = words.connections;
  return (
    <FormFrame
      title={existing === undefined ? texts.formAdd : texts.formEdit(existing.name)}
      busy={form.busy}
      said={form.said}
      problem={errors.other}
      onSave={form.submit}
      onTest={() => void form.run('test', form.test)}
      onCancel={onDone}
    >
      <NameField value={draft.name} error={errors.name} onChange={(name) => set({ name })} />
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
          <SessionIdsField value={draft.sessions} error={errors.sessions} onChange={(sessions) => set({ sessions })} />
          <EnabledChoice checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
          <ViewerOnlyChoice checked={draft.viewerOnly} onChange={(viewerOnly) => set({ viewerOnly })} />
        </div>
      </details>
    </FormFrame>
  );
}
