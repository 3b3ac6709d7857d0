import type { ReactNode } from 'react';
import { makeVisible, type VisibleRun } from '../../../shared/visible-text.ts';
import { words } from '../../../shared/strings/window.ts';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import type { FormField } from './form-schema.ts';

interface ElicitationFieldProps {
  readonly field: FormField;
  readonly value: string | boolean;
  readonly error: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}

export function ElicitationField({ field, value, error, onChange }: ElicitationFieldProps): ReactNode {
  const title = plain(field.title);
  const label = field.required ? `${title} (${words.inbox.formRequired})` : title;
  const note = field.description === undefined ? {} : { note: <Untrusted text={field.description} /> };
  switch (field.tag) {
    case 'boolean':
      return <Choice type="checkbox" label={title} checked={value === true} onChange={onChange} {...note} />;
    case 'choice':
      return (
        <div className="field">
          <SelectField
            label={label}
            value={String(value)}
            options={[
              { value: '', label: words.inbox.choose },
              ...field.options.map((option) => ({ value: option.value, label: plain(option.label) })),
            ]}
            onChange={onChange}
            {...note}
          />
          {error === undefined ? null : (
            <div className="field-error" role="alert">
              {error}
            </div>
          )}
        </div>
      );
    case 'text':
    case 'number':
      return <TextField label={label} value={String(value)} onChange={onChange} error={error} {...note} />;
  }
}

/** Labels and options cannot hold marks, so what hides is spelled out. */
function plain(text: string): string {
  return makeVisible(text).map(spell).join('');
}

function spell(run: VisibleRun): string {
  switch (run.tag) {
    case 'text':
      return run.text;
    case 'hidden':
      return `[${run.label}]`;
    case 'confusable':
      return `${run.text}[${run.label}]`;
    case 'gap':
      return `[${run.count} ${words.common.gapOf[run.of]}]`;
  }
}
