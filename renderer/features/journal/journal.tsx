import { useState, type ReactNode } from 'react';
import type { JournalEntry } from '../../../shared/model/journal.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { PracticeChip } from '../../ui/practice-chip.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { useJournal } from './use-journal.ts';

export function Journal(): ReactNode {
  const [text, setText] = useState('');
  const { pages, more, exportAll, exported } = useJournal(text);
  return (
    <section className="page" aria-label={words.journal.region}>
      <header className="page-head">
        <div className="row">
          <h1>{words.journal.heading}</h1>
          <Button onPress={() => void exportAll()}>{words.journal.export}</Button>
        </div>
        <p className="soft">{words.journal.note}</p>
        {exported === undefined ? null : (
          <p className={exported.ok ? 'said-ok' : 'said-error'} role="status">
            {exported.said}
          </p>
        )}
      </header>
      <TextField
        label={words.journal.search}
        type="search"
        value={text}
        onChange={(next) => setText(next.slice(0, 200))}
        placeholder={words.journal.searchPlaceholder}
      />
      {pages.tag === 'loading' ? <p className="soft">{words.common.loading}</p> : null}
      {pages.tag === 'failed' ? (
        <p className="said-error" role="alert">
          {words.journal.failed}
        </p>
      ) : null}
      {pages.tag === 'there' && pages.entries.length === 0 ? (
        <p className="soft">{text === '' ? words.journal.empty : words.journal.noMatch}</p>
      ) : null}
      {pages.tag === 'there' && pages.entries.length > 0 ? (
        <ol className="list">
          {pages.entries.map((entry, index) => (
            <EntryRow key={index} entry={entry} />
          ))}
        </ol>
      ) : null}
      {pages.tag === 'there' && pages.next !== null ? (
        <div className="row">
          <Button onPress={() => void more()}>{words.journal.more}</Button>
        </div>
      ) : null}
    </section>
  );
}

const signs: Record<JournalEntry['event'], string> = {
  decided: '●',
  confirmed: '✓',
  'not-confirmed': '?',
  'answered-elsewhere': '⇄',
  withdrawn: '–',
  expired: '◷',
  refused: '✕',
};

function EntryRow({ entry }: { readonly entry: JournalEntry }): ReactNode {
  const at = new Date(entry.atMs);
  return (
    <li className="entry">
      <time className="soft small" dateTime={at.toISOString()}>
        {words.common.exactTime(entry.atMs)}
      </time>
      <div className="entry-what">
        <p>
          <strong>
            <span aria-hidden="true">{signs[entry.event]} </span>
            {entry.choice === undefined ? words.journal.event(entry.event) : words.journal.choice(entry.choice)}
          </strong>{' '}
          {entry.choice === undefined || entry.event === 'decided' ? null : `${words.journal.event(entry.event)} `}
          {entry.surface === undefined ? null : (
            <span className="soft">{words.inbox.receipt.surface(entry.surface)}</span>
          )}
        </p>
        <p className="mono small">
          <Untrusted text={`${entry.toolName}: ${entry.short}`} />
        </p>
        {entry.rule === undefined ? null : (
          <p className="small">
            <Untrusted text={words.journal.rule(entry.rule)} />
          </p>
        )}
        {entry.reason === undefined ? null : (
          <p className="small">
            <Untrusted text={words.journal.reason(entry.reason)} />
          </p>
        )}
        <p className="soft small row">
          <span>
            <Untrusted text={entry.sessionTitle} /> · <Untrusted text={entry.connectionName} />
          </span>
          {entry.practice ? <PracticeChip /> : null}
        </p>
      </div>
    </li>
  );
}
