import { memo, type ReactNode } from 'react';
import { words } from '../../shared/strings/window.ts';
import { makeVisible, type VisibleRun, type VisibleText } from '../../shared/visible-text.ts';

const gapSigns = { space: '␣', tab: '⇥', line: '⏎' } as const;

/** Text from a session, as text nodes only; whatever could hide in it is a marked chip. */
export const Visible = memo(function Visible({ text }: { readonly text: VisibleText }): ReactNode {
  return <bdi className="vis">{text.map((run, index) => drawRun(run, index))}</bdi>;
});

/** The same for a plain string that main did not prepare. */
export const Untrusted = memo(function Untrusted({ text }: { readonly text: string }): ReactNode {
  return <Visible text={makeVisible(text)} />;
});

export function drawRun(run: VisibleRun, index: number): ReactNode {
  switch (run.tag) {
    case 'text':
      return run.text;
    case 'hidden':
      return (
        <mark key={index} className="vis-mark" title={words.common.hiddenCharacter(run.label)}>
          {run.label}
        </mark>
      );
    case 'confusable':
      return (
        <mark key={index} className="vis-mark" title={words.common.confusable(run.text, run.label)}>
          {run.text}
          <small> {run.label}</small>
        </mark>
      );
    case 'gap':
      return (
        <mark key={index} className="vis-mark" title={`${run.count} ${words.common.gapOf[run.of]}`}>
          {`${gapSigns[run.of]}×${run.count}`}
        </mark>
      );
  }
}
