import type { ReactNode } from 'react';

/** Groups to compare by eye: each stays in one piece where the line breaks. */
export function Fingerprint({ text }: { readonly text: string }): ReactNode {
  return (
    <span className="fingerprint mono">
      {text.split(/\s+/).map((group, index) => (
        <span key={index}>
          {index === 0 ? '' : ' '}
          <span className="fingerprint-group">{group}</span>
        </span>
      ))}
    </span>
  );
}
