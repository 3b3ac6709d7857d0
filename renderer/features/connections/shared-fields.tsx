import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFocusVisit } from '../../ui/use-focus-visit.ts';

interface TextPartProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The first field of each form: the focus visits it. */
export function NameField({ value, error, onChange }: TextPartProps): ReactNode {
  const field = useFocusVisit();
  const texts = words.connections;
  return (
    <TextField ref={field} label={texts.name} note={texts.nameNote} value={value} error={error} onChange={onChange} />
  );
}

export function SessionIdsField({ value, error, onChange }: TextPartProps): ReactNode {
  const texts = words.connections;
  return (
    <TextField
      label={texts.sessionIds}
      note={texts.sessionIdsNote}
      value={value}
      error={error}
      onChange={onChange}
      lines={2}
      mono
    />
  );
}

interface SwitchPartProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function EnabledChoice({ checked, onChange }: SwitchPartProps): ReactNode {
  return <Choice type="checkbox" label={words.connections.enabled} checked={checked} onChange={onChange} />;
}

export function ViewerOnlyChoice({ checked, onChange }: SwitchPartProps): ReactNode {
  const texts = words.connections;
  return (
    <Choice
      type="checkbox"
      label={texts.viewerOnlyLabel}
      note={texts.viewerOnlyNote}
      checked={checked}
      onChange={onChange}
    />
  );
}
