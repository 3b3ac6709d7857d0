import { useId, type ReactNode, type Ref } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly note?: ReactNode;
  readonly error?: string | undefined;
  readonly lines?: number;
  readonly mono?: boolean;
  readonly secret?: boolean;
  readonly disabled?: boolean;
  readonly type?: 'text' | 'time' | 'search' | 'url';
  readonly placeholder?: string;
  readonly onEnter?: () => void;
  /** Usual values, offered while typing; anything else may be typed too. */
  readonly offers?: readonly string[];
  readonly ref?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A labelled text box with its note and its error read out by screen readers. */
export function TextField({ ref, ...props }: TextFieldProps): ReactNode {
  const id = useId();
  const said = [props.note === undefined ? '' : `${id}-note`, props.error === undefined ? '' : `${id}-error`];
  const shared = {
    id,
    className: `input${props.mono === true ? ' mono' : ''}`,
    value: props.value,
    disabled: props.disabled,
    placeholder: props.placeholder,
    spellCheck: props.mono === true ? false : undefined,
    'aria-invalid': props.error === undefined ? undefined : true,
    'aria-describedby': said.filter((each) => each !== '').join(' ') || undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.lines === undefined ? (
        <input
          {...shared}
          ref={ref}
          type={props.secret === true ? 'password' : (props.type ?? 'text')}
          autoComplete="off"
          list={props.offers === undefined ? undefined : `${id}-offers`}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && props.onEnter !== undefined) {
              event.preventDefault();
              props.onEnter();
            }
          }}
        />
      ) : (
        <textarea {...shared} ref={ref} rows={props.lines} onChange={(event) => props.onChange(event.target.value)} />
      )}
      {props.offers === undefined ? null : (
        <datalist id={`${id}-offers`}>
          {props.offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
      {props.note === undefined ? null : (
        <div className="field-note" id={`${id}-note`}>
          {props.note}
        </div>
      )}
      {props.error === undefined ? null : (
        <div className="field-error" id={`${id}-error`} role="alert">
          {props.error}
        </div>
      )}
    </div>
  );
}
