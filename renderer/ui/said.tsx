import type { ReactNode } from 'react';

/** What became of something the person did. */
export interface SaidWords {
  readonly ok: boolean;
  readonly text: string;
}

export function Said({ said }: { readonly said: SaidWords | undefined }): ReactNode {
  return said === undefined ? null : (
    <p className={said.ok ? 'said-ok' : 'said-error'} role="status">
      {said.text}
    </p>
  );
}
