import { Fragment, useMemo, type ReactNode } from 'react';
import { words } from '../../shared/strings/window.ts';
import type { VisibleText } from '../../shared/visible-text.ts';
import { diffLines, foldSame, type DiffLine } from './diff-lines.ts';
import { drawRun, Visible } from './visible-text.tsx';

interface DiffViewProps {
  readonly before: VisibleText;
  readonly after: VisibleText;
  /** Long unchanged stretches become one line that counts them. */
  readonly foldsSame?: boolean;
}

/** A change as removed and added lines with their changed words marked; sign, colour and a spoken word tell which. */
export function DiffView({ before, after, foldsSame = false }: DiffViewProps): ReactNode {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  if (lines === undefined) {
    return (
      <>
        <p className="soft">{words.inbox.diffTooLarge}</p>
        <pre className="code">
          <Visible text={before} />
        </pre>
        <p className="soft">{words.inbox.diffAfter}</p>
        <pre className="code">
          <Visible text={after} />
        </pre>
      </>
    );
  }
  return (
    <pre className="code diff">
      {(foldsSame ? foldSame(lines) : lines).map((line, index) =>
        line.tag === 'fold' ? (
          <span key={index} className="diff-fold">
            {words.inbox.diffFold(line.count)}
          </span>
        ) : (
          <DiffRow key={index} line={line} />
        ),
      )}
    </pre>
  );
}

const signs = { same: ' ', added: '+', removed: '-' } as const;

function DiffRow({ line }: { readonly line: DiffLine }): ReactNode {
  const spoken = { same: '', added: words.inbox.addedLine, removed: words.inbox.removedLine };
  return (
    <span className={`diff-line diff-${line.tag}`}>
      <span className="diff-sign" aria-hidden="true">
        {signs[line.tag]}
      </span>
      <bdi className="vis">
        {spoken[line.tag] === '' ? null : <span className="unseen">{spoken[line.tag]} </span>}
        {line.runs.map(({ run, changed }, index) =>
          changed ? (
            <span key={index} className="diff-word">
              {drawRun(run, index)}
            </span>
          ) : (
            <Fragment key={index}>{drawRun(run, index)}</Fragment>
          ),
        )}
        {'\n'}
      </bdi>
    </span>
  );
}
