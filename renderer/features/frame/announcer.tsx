import { useEffect, useRef, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { askTitle } from '../inbox/index.ts';

/** Tells screen readers of new asks, politely: it never moves the focus. */
export function Announcer(): ReactNode {
  const asks = useApp((view) => view.inbox);
  const known = useRef<ReadonlySet<string> | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const fresh = known.current === null ? [] : asks.filter((ask) => known.current?.has(ask.key) === false);
    known.current = new Set(asks.map((ask) => ask.key));
    const [first] = fresh;
    if (first !== undefined) setSaid(words.inbox.announce(fresh.length, `${askTitle(first)}, ${first.sessionTitle}`));
  }, [asks]);
  return (
    <div className="unseen" aria-live="polite">
      {said}
    </div>
  );
}
