import { useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  readonly words: { readonly copy: string; readonly copied: string; readonly notCopied: string };
}

/** Text to be taken elsewhere, whole, by button or by keyboard. */
export function CopyField({ label, text, words }: CopyFieldProps): ReactNode {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = () => {
    box.current?.select();
    // The clipboard API needs a permission, and this window is granted none.
    setSaid(document.execCommand('copy') ? words.copied : words.notCopied);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-row">
        <input
          ref={box}
          id={id}
          className="input mono"
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <Button onPress={copy}>{words.copy}</Button>
      </div>
      <p className="small soft" role="status">
        {said}
      </p>
    </div>
  );
}
