import { useEffect, useMemo, type ReactNode } from 'react';
import type { AskView } from '../../../shared/model/app-view.ts';
import { AskCard } from './ask-card.tsx';
import { focusCard, useInboxKeys } from './use-inbox-keys.ts';
import type { Selection } from './use-selection.ts';

const stay = (): void => undefined;

/** One ask away from the inbox, with the same keys. */
export function SingleAsk({ ask }: { readonly ask: AskView }): ReactNode {
  const { key } = ask;
  const asks = useMemo(() => [ask], [ask]);
  const selection = useMemo<Selection>(
    () => ({ key, drift: { key: null, count: 0 }, select: stay, move: () => key }),
    [key],
  );
  useInboxKeys(asks, selection);
  useEffect(() => focusCard(key), [key]);
  return <AskCard ask={ask} selected onSelect={stay} attention={0} />;
}
