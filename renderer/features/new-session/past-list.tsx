import { useId, useMemo, useState, type ReactNode } from 'react';
import type { PastSession } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { agoWords } from '../../ui/age.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { useNow } from '../../store/now.ts';
import type { Past } from './use-past.ts';

/** Drawn at once; the rest is found by typing. */
const MOST_SHOWN = 50;

interface PastListProps {
  readonly past: Past;
  readonly chosen: PastSession | undefined;
  readonly error: string | undefined;
  readonly onChoose: (past: PastSession) => void;
}

/** Earlier conversations to choose from, with a box to find one. */
export function PastList({ past, chosen, error, onChoose }: PastListProps): ReactNode {
  const said = words.newSession;
  const [wanted, setWanted] = useState('');
  const matching = useMemo(
    () => (past.tag === 'there' ? past.sessions.filter((each) => matches(each, wanted)) : []),
    [past, wanted],
  );
  const isEmpty = past.tag === 'there' && past.sessions.length === 0;
  return (
    <div className="stack">
      <TextField label={said.find} type="search" value={wanted} onChange={setWanted} />
      <fieldset className="past-list">
        <legend className="unseen">{said.pastList}</legend>
        {past.tag === 'loading' ? <p className="soft past-says">{said.pastLoading}</p> : null}
        {past.tag === 'failed' ? <p className="said-error past-says">{said.pastFailed}</p> : null}
        {isEmpty ? <p className="soft past-says">{said.pastNone}</p> : null}
        {past.tag === 'there' && !isEmpty && matching.length === 0 ? (
          <p className="soft past-says">{said.pastNoMatch}</p>
        ) : null}
        {matching.slice(0, MOST_SHOWN).map((each) => (
          <PastRow
            key={each.sessionId}
            past={each}
            isChosen={each.sessionId === chosen?.sessionId}
            onChoose={() => onChoose(each)}
          />
        ))}
        {matching.length > MOST_SHOWN ? (
          <p className="soft past-says">{said.pastMore(matching.length - MOST_SHOWN)}</p>
        ) : null}
      </fieldset>
      {error === undefined ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface PastRowProps {
  readonly past: PastSession;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PastRow({ past, isChosen, onChoose }: PastRowProps): ReactNode {
  const nowMs = useNow();
  const id = useId();
  return (
    <label className="past-row" htmlFor={id}>
      <input type="radio" name="past-session" id={id} checked={isChosen} onChange={onChoose} />
      <span className="session-name">
        <span className="session-title">
          <Untrusted text={past.title.trim() === '' ? words.newSession.untitled : past.title} />
        </span>
        <span className="session-standing">
          <Untrusted text={past.folder} />
        </span>
      </span>
      <span className="past-age">{agoWords(nowMs - past.lastUsedAtMs)}</span>
    </label>
  );
}

function matches(past: PastSession, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return text === '' || past.title.toLowerCase().includes(text) || past.folder.toLowerCase().includes(text);
}
