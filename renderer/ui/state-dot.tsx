import type { ReactNode } from 'react';

export type DotShape = 'needs-you' | 'working' | 'idle' | 'not-heard' | 'ended';

/** State as a shape: full, ring, half, hatched, bar. Words always stand beside it, so it is hidden from readers. */
export function StateDot({ shape }: { readonly shape: DotShape }): ReactNode {
  return <span className={`dot dot-${shape}`} aria-hidden="true" />;
}
