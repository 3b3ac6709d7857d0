import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { InputPart } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import type { VisibleText } from '../../../shared/visible-text.ts';
import { DiffView } from '../../ui/diff-view.tsx';
import { Untrusted, Visible } from '../../ui/visible-text.tsx';
import { Claim } from './claim.tsx';
import { EndMark } from './seen-ends.tsx';

/** The whole input. Every part ends in a mark that must have been seen before an allow. */
export function InputParts({ parts }: { readonly parts: readonly InputPart[] }): ReactNode {
  if (parts.length === 0) return <p className="soft">{words.inbox.noInput}</p>;
  return (
    <div className="parts">
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: InputPart }): ReactNode {
  switch (part.tag) {
    case 'command':
      return (
        <Labelled label={words.inbox.command} quiet>
          <pre className="code">
            <Visible text={part.text} />
          </pre>
          <Where cwd={part.cwd} host={part.host} />
        </Labelled>
      );
    case 'url':
      return (
        <Labelled label={words.inbox.url} quiet>
          <pre className="code">
            <Visible text={part.text} />
          </pre>
          <p className="where">
            {words.inbox.facts.urlHost}{' '}
            <strong className="mono">
              <Untrusted text={part.host} />
            </strong>
          </p>
        </Labelled>
      );
    case 'path':
      return (
        <p className="part-path">
          <span className="soft">{words.inbox.path}</span>{' '}
          <code>
            <Visible text={part.text} />
          </code>
          <EndMark />
        </p>
      );
    case 'new-file':
      return (
        <Labelled label={words.inbox.newFile}>
          <pre className="code code-new">
            <Visible text={part.content} />
          </pre>
        </Labelled>
      );
    case 'diff':
      return (
        <Labelled label={part.replaceAll ? words.inbox.diffReplaceAll : words.inbox.diff} quiet={!part.replaceAll}>
          <DiffView before={part.before} after={part.after} />
        </Labelled>
      );
    case 'field':
      // An input may carry the agent's words about itself: they are a claim here as anywhere.
      if (isDescription(part.name) && isShort(part.text)) {
        return (
          <p className="claim">
            <Claim text={part.text} />
            <EndMark />
          </p>
        );
      }
      return isShort(part.text) ? (
        <p className="part-path">
          <span className="soft">
            <Visible text={part.name} />
          </span>{' '}
          <code>
            <Visible text={part.text} />
          </code>
          <EndMark />
        </p>
      ) : (
        <Labelled label={<Visible text={part.name} />}>
          <pre className="code">
            <Visible text={part.text} />
          </pre>
        </Labelled>
      );
  }
}

/** A plain word or two stand beside their name instead of in a box of their own. */
function isShort(text: VisibleText): boolean {
  return text.every((run) => run.tag === 'text' && run.text.length <= 90 && !run.text.includes('\n'));
}

interface LabelledProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  /** The label is plain from the title; only screen readers hear it. */
  readonly quiet?: boolean;
}

function Labelled({ label, children, quiet = false }: LabelledProps): ReactNode {
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = body.current;
    if (element !== null) setScrolls(element.scrollHeight > element.clientHeight + 1);
  }, []);
  return (
    <div className="part">
      <p className={quiet ? 'unseen' : 'part-label'} id={id}>
        {label}
      </p>
      {/* A long part scrolls by itself, so it must be reached and scrolled by keyboard too. */}
      <div ref={body} className="part-body" role="group" aria-labelledby={id} tabIndex={scrolls ? 0 : undefined}>
        {children}
        <EndMark />
      </div>
    </div>
  );
}

function Where({ cwd, host }: { readonly cwd?: string | undefined; readonly host?: string | undefined }): ReactNode {
  if (cwd === undefined && host === undefined) return null;
  return (
    <p className="where">
      {cwd === undefined ? null : (
        <span>
          {words.inbox.facts.folder}{' '}
          <code>
            <Untrusted text={cwd} />
          </code>
        </span>
      )}
      {host === undefined ? null : (
        <span>
          {words.inbox.facts.host}{' '}
          <code>
            <Untrusted text={host} />
          </code>
        </span>
      )}
    </p>
  );
}

function isDescription(name: VisibleText): boolean {
  const [run] = name;
  return name.length === 1 && run?.tag === 'text' && run.text === 'description';
}
