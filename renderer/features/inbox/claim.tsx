import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import type { VisibleText } from '../../../shared/visible-text.ts';
import { Visible } from '../../ui/visible-text.tsx';

/** What the agent says about its own ask: quoted, and marked as its claim. */
export function Claim({ text }: { readonly text: VisibleText }): ReactNode {
  const { open, close } = words.common.quotes;
  return (
    <>
      {words.inbox.claim} {open}
      <Visible text={text} />
      {close}
    </>
  );
}
