import { useEffect, useEffectEvent, useState } from 'react';
import type { AccountOffer, LinkOffer } from '../../../shared/model/happy-account.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';

/** beginning -> open -> (linked: somebody else's turn) | over; and from anywhere to beginning again. */
type LinkState =
  | { readonly tag: 'beginning' }
  | { readonly tag: 'open'; readonly link: LinkOffer }
  | { readonly tag: 'over'; readonly problem: string };

/** Offers a link for as long as it is looked at; whoever leaves or makes a new code ends it. */
export function useLinkOffer(serverUrl: string, onOffer: (offer: AccountOffer) => void) {
  const [state, setState] = useState<LinkState>({ tag: 'beginning' });
  const [round, setRound] = useState(0);
  const onLinked = useEffectEvent(onOffer);

  useEffect(() => {
    let isCurrent = true;
    let openLinkId: string | undefined;
    const run = async (): Promise<void> => {
      const begun = await call('happy:link', { serverUrl });
      if (begun.ok) openLinkId = begun.value.linkId;
      if (!isCurrent) return cancel();
      if (!begun.ok) return setState({ tag: 'over', problem: words.common.callError(begun.error.code) });
      setState({ tag: 'open', link: begun.value });
      const linked = await call('happy:linked', { linkId: begun.value.linkId });
      openLinkId = undefined;
      if (!isCurrent) return;
      if (linked.ok) onLinked(linked.value);
      else setState({ tag: 'over', problem: words.common.callError(linked.error.code) });
    };
    const cancel = () => {
      if (openLinkId !== undefined) void call('happy:cancel-link', { linkId: openLinkId });
      openLinkId = undefined;
    };
    void run();
    return () => {
      isCurrent = false;
      cancel();
    };
  }, [serverUrl, round]);

  const renew = () => {
    setState({ tag: 'beginning' });
    setRound((count) => count + 1);
  };
  return { state, renew };
}
