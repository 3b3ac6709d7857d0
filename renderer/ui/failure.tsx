import type { ReactNode } from 'react';

/** What did not work, read out at once. Nothing while all is well. */
export function Failure({ text }: { readonly text: string | undefined }): ReactNode {
  return text === undefined ? null : (
    <p className="said-error" role="alert">
      {text}
    </p>
  );
}
