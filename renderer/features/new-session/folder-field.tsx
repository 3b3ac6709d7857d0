import { useMemo, useState, type ReactNode, type Ref } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import type { Past } from './use-past.ts';

const MOST_RECENT = 4;

interface FolderFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly past: Past;
  readonly onChange: (folder: string) => void;
  readonly ref: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A folder: typed, chosen in the system's own dialog, or one of those that were worked in lately. */
export function FolderField({ value, error, past, onChange, ref }: FolderFieldProps): ReactNode {
  const said = words.newSession;
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const recent = useMemo(
    () => (past.tag === 'there' ? [...new Set(past.sessions.map((each) => each.folder))].slice(0, MOST_RECENT) : []),
    [past],
  );
  const choose = async () => {
    const chosen = await call('folder:choose', undefined);
    setProblem(chosen.ok ? undefined : words.common.callError(chosen.error.code));
    if (chosen.ok && chosen.value !== null) onChange(chosen.value.folder);
  };
  return (
    <div className="stack folder-field">
      <div className="folder-row">
        <TextField ref={ref} label={said.folder} value={value} error={error ?? problem} onChange={onChange} mono />
        <Button onPress={() => void choose()}>{said.choose}</Button>
      </div>
      {/* Room is kept for one line, so that nothing moves under the pointer when the list arrives. */}
      <ul className="row recent-folders" aria-label={said.recent}>
        {recent.map((folder) => (
          <li key={folder}>
            <button
              type="button"
              className="chip mono"
              aria-pressed={folder === value.trim()}
              onClick={() => onChange(folder)}
            >
              <Untrusted text={folder} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
