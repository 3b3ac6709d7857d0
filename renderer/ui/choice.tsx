import type { ReactNode } from 'react';

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly name?: string;
  readonly disabled?: boolean;
}

export function Choice(props: ChoiceProps): ReactNode {
  return (
    <label className="choice">
      <input
        type={props.type}
        name={props.name}
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        {props.label}
        {props.note === undefined ? null : <small>{props.note}</small>}
      </span>
    </label>
  );
}
