import { useId, type ReactNode } from 'react';

interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  /** Where the field must be found again after all was drawn anew. */
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  readonly note?: ReactNode;
  /** Label beside the box instead of above it. */
  readonly inline?: boolean;
}

export function SelectField(props: SelectFieldProps): ReactNode {
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <div className={props.inline === true ? 'row field-inline' : 'field'}>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="input"
        value={props.value}
        disabled={props.disabled}
        aria-describedby={props.note === undefined ? undefined : `${id}-note`}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {props.note === undefined ? null : (
        <div className="field-note" id={`${id}-note`}>
          {props.note}
        </div>
      )}
    </div>
  );
}
