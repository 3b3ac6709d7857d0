import { memo, type ReactNode } from 'react';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { words } from '../../../shared/strings/window.ts';
import { spanWords } from '../../ui/age.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { ToolCall } from './tool-call.tsx';

interface TranscriptRowProps {
  readonly item: TranscriptItem;
  readonly onLink: (url: string) => void;
}

/** One entry of the conversation. Who spoke is said in words; everything said is text, never markup. */
export const TranscriptRow = memo(function TranscriptRow({ item, onLink }: TranscriptRowProps): ReactNode {
  const by = item.fromSubagent === true ? ` · ${words.session.subagent}` : '';
  switch (item.tag) {
    case 'person':
    case 'agent':
      return (
        <div className={`turn turn-${item.tag}`}>
          <p className="turn-who">
            {words.session[item.tag]}
            {by}
          </p>
          <Markdown text={item.text} onLink={onLink} />
        </div>
      );
    case 'thinking':
      return (
        <details className="turn turn-aside">
          <summary>
            {words.session.thinking}
            {by}
          </summary>
          <Markdown text={item.text} onLink={onLink} />
        </details>
      );
    case 'tool-call':
      return <ToolCall toolName={item.toolName} inputJson={item.inputJson} by={by} />;
    case 'tool-result':
      if (item.text === '') return <ToolEnd isError={item.isError} by={by} />;
      return (
        <details className={`turn turn-aside${item.isError ? ' turn-bad' : ''}`}>
          <summary>
            {item.isError ? <span aria-hidden="true">✕ </span> : null}
            {item.isError ? words.session.toolFailed : words.session.toolResult}
            {by}
            <span className="soft"> · {words.session.lines(item.text.split('\n').length)}</span>
          </summary>
          <pre className="code tool-text">
            <Untrusted text={item.text} />
          </pre>
        </details>
      );
    case 'note':
      return <NoteRow text={item.text} />;
    case 'event':
      return <NoteRow text={words.session.event(item.event)} />;
    case 'turn-end':
      return (
        <p className={`turn turn-end${item.isError ? ' turn-bad' : ''}`}>
          <span>
            {item.isError ? words.session.turnFailed : words.session.turnEnded}
            {item.durationMs === undefined ? '' : ` · ${spanWords(item.durationMs)}`}
            {item.costUsd === undefined ? '' : ` · ${words.session.cost(item.costUsd)}`}
            {item.text === undefined || !item.isError ? null : (
              <>
                {' · '}
                <Untrusted text={item.text} />
              </>
            )}
          </span>
        </p>
      );
  }
});

/** Some agents tell only that a tool has ended. */
function ToolEnd({ isError, by }: { readonly isError: boolean; readonly by: string }): ReactNode {
  return (
    <p className={`turn turn-aside soft${isError ? ' turn-bad' : ''}`}>
      <span aria-hidden="true">{isError ? '✕' : '✓'} </span>
      {isError ? words.session.toolEndedFailed : words.session.toolEnded}
      {by}
    </p>
  );
}

/** A note says what happened in its first line; lines of a program may follow. */
function NoteRow({ text }: { readonly text: string }): ReactNode {
  const [first = '', ...lines] = text.split('\n');
  return (
    <div className="turn turn-note">
      <p>
        <Untrusted text={first} />
      </p>
      {lines.length === 0 ? null : (
        <pre className="code tool-text">
          <Untrusted text={lines.join('\n')} />
        </pre>
      )}
    </div>
  );
}
