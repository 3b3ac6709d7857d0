import { useMemo, type ReactNode } from 'react';
import { readRawJson } from '../../../shared/raw-json.ts';
import { words } from '../../../shared/strings/window.ts';
import { makeVisible } from '../../../shared/visible-text.ts';
import { DiffView } from '../../ui/diff-view.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { askTitle } from '../inbox/index.ts';

interface ToolCallProps {
  readonly toolName: string;
  readonly inputJson: string;
  readonly by: string;
}

interface InputField {
  readonly name: string;
  readonly text: string;
}

/** A tool the agent used: one line, and the whole input when it is opened. */
export function ToolCall({ toolName, inputJson, by }: ToolCallProps): ReactNode {
  const fields = useMemo(() => readFields(inputJson), [inputJson]);
  const before = fields.find((field) => field.name === 'old_string');
  const after = fields.find((field) => field.name === 'new_string');
  const isDiff = before !== undefined && after !== undefined;
  const others = isDiff ? fields.filter((field) => field !== before && field !== after) : fields;
  return (
    <details className="turn turn-aside turn-tool" open={isDiff || undefined}>
      <summary>
        <strong>{askTitle({ kind: 'tool', toolName })}</strong>{' '}
        <span className="mono small">
          <Untrusted text={summaryOf(toolName, fields)} />
        </span>
        <span className="soft">{by}</span>
      </summary>
      <div className="stack">
        {others.map((field, index) => (
          <div key={index}>
            <p className="part-label">
              <Untrusted text={field.name} />
            </p>
            <pre className="code tool-text">
              <Untrusted text={field.text} />
            </pre>
          </div>
        ))}
        {isDiff ? <DiffView before={makeVisible(before.text)} after={makeVisible(after.text)} /> : null}
      </div>
    </details>
  );
}

const telling = ['command', 'file_path', 'notebook_path', 'path', 'url', 'pattern', 'query', 'description'];

function summaryOf(toolName: string, fields: readonly InputField[]): string {
  const name = telling.find((each) => fields.some((field) => field.name === each));
  const text = fields.find((field) => field.name === name)?.text ?? '';
  const [line = ''] = text.split('\n');
  const cut = line.length > 90 || line.length < text.length ? `${line.slice(0, 90)}…` : line;
  return Object.hasOwn(words.inbox.titles, toolName) ? cut : `${toolName} ${cut}`;
}

function readFields(inputJson: string): readonly InputField[] {
  const read = readRawJson(inputJson);
  if (!read.ok || read.value.tag !== 'object') return [{ name: '', text: inputJson }];
  return read.value.members.map((member) => ({
    name: member.key,
    text: member.value.tag === 'string' ? member.value.value : member.value.raw,
  }));
}
