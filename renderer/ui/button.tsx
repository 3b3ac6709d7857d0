import type { ReactNode, Ref } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly look?: 'plain' | 'primary' | 'accent' | 'no' | 'quiet';
  readonly small?: boolean;
  /** Shown on the button for the eye only; the accessible name stays the label. */
  readonly hint?: string;
  /** Stays focusable and says why through `why`; pressing does nothing. */
  readonly off?: boolean;
  readonly why?: string | undefined;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  readonly submits?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Every button of the window. An unavailable one keeps the focus it has, so that keyboard users do not fall off. */
export function Button({ ref, ...props }: ButtonProps): ReactNode {
  const { look = 'plain', off = false } = props;
  return (
    <button
      ref={ref}
      type={props.submits === true && !off ? 'submit' : 'button'}
      className={`btn${look === 'plain' ? '' : ` btn-${look}`}${props.small === true ? ' btn-small' : ''}`}
      aria-disabled={off || undefined}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      title={off ? props.why : undefined}
      onClick={() => {
        if (!off) props.onPress();
      }}
    >
      {props.children}
      {props.hint === undefined ? null : <kbd aria-hidden="true">{props.hint}</kbd>}
    </button>
  );
}
