import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { AskKey } from '../../../shared/ids.ts';
import type { Place } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { usePlace } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { AskCard } from './ask-card.tsx';
import { commandsOf } from './card-commands.ts';
import { EmptyInbox } from './empty-inbox.tsx';
import { Overflow } from './overflow.tsx';
import { Receipts } from './receipts.tsx';
import { focusCard, useInboxKeys } from './use-inbox-keys.ts';
import { useSelection } from './use-selection.ts';

/** Cards drawn at once; a thousand open asks must not make the window slow. */
const PAGE = 30;

export function Inbox(): ReactNode {
  const asks = useApp((view) => view.inbox);
  const place = usePlace();
  const [shown, setShown] = useState(PAGE);
  const selection = useSelection(asks, place);
  const selectedAt = asks.findIndex((ask) => ask.key === selection.key);
  const count = Math.max(shown, selectedAt + 1);
  useInboxKeys(asks, selection);
  useWantedCard(place);
  const sessions = new Set(asks.map((ask) => ask.sessionKey)).size;
  return (
    <section className="page" aria-label={words.inbox.region}>
      <header className="page-head">
        <h1>{asks.length === 0 ? words.inbox.nothingWaits : words.inbox.heading(asks.length, sessions)}</h1>
        {asks.length === 0 ? null : <p className="soft">{words.inbox.subheading}</p>}
      </header>
      <Overflow />
      {asks.length === 0 ? <EmptyInbox /> : null}
      {asks.slice(0, count).map((ask) => (
        <SelectableCard
          key={ask.key}
          askKey={ask.key}
          selected={ask.key === selection.key}
          drift={ask.key === selection.drift.key ? selection.drift.count : 0}
          onSelect={selection.select}
        />
      ))}
      {asks.length > count ? (
        <div className="row">
          <Button onPress={() => setShown(count + PAGE)}>
            {words.inbox.more(Math.min(PAGE, asks.length - count))}
          </Button>
        </div>
      ) : null}
      <Receipts />
      {asks.length === 0 ? null : (
        <p className="keys-hint soft small" aria-hidden="true">
          {words.inbox.keysHint}
        </p>
      )}
    </section>
  );
}

interface SelectableCardProps {
  readonly askKey: AskKey;
  readonly selected: boolean;
  readonly drift: number;
  readonly onSelect: (key: AskKey) => void;
}

function SelectableCard({ askKey, selected, drift, onSelect }: SelectableCardProps): ReactNode {
  const ask = useApp((view) => view.inbox.find((each) => each.key === askKey));
  const select = useCallback(() => onSelect(askKey), [askKey, onSelect]);
  return ask === undefined ? null : <AskCard ask={ask} selected={selected} onSelect={select} attention={drift} />;
}

/** Goes to the card a notification or the tray asked for, and opens its field for a reason if that was asked. */
function useWantedCard(place: Place): void {
  useEffect(() => {
    if (place.tag !== 'inbox' || place.ask === undefined) return;
    focusCard(place.ask);
    if (place.intent === 'deny-with-reason') commandsOf(place.ask).reason?.();
  }, [place]);
}
