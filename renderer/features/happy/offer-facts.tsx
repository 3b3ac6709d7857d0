import type { ReactNode } from 'react';
import type { AccountOffer } from '../../../shared/model/happy-account.ts';
import { words } from '../../../shared/strings/window.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import type { Way } from './flow-step.ts';

interface OfferFactsProps {
  readonly offer: AccountOffer;
  readonly way: Way;
  readonly knownFingerprint: string | undefined;
}

/** By what a person knows an account again, and what looks wrong about it. */
export function OfferFacts({ offer, way, knownFingerprint }: OfferFactsProps): ReactNode {
  const texts = words.happy;
  const isEmpty = offer.sessions === 0 && offer.computers === 0;
  const isOther = knownFingerprint !== undefined && knownFingerprint !== offer.fingerprint;
  const sees = isEmpty
    ? texts.nothingYet
    : `${words.connections.sessions(offer.sessions)}, ${texts.computers(offer.computers)}`;
  return (
    <>
      <dl className="offer-facts">
        <dt>{texts.fingerprint}</dt>
        <dd>
          <Fingerprint text={offer.fingerprint} />
          <p className="soft small">{texts.fingerprintNote}</p>
        </dd>
        <dt>{texts.sees}</dt>
        <dd>{sees}</dd>
        <dt>{texts.server}</dt>
        <dd className="mono">
          <Untrusted text={hostOf(offer.serverUrl)} />
        </dd>
      </dl>
      {isOther ? <p className="card-note">{texts.otherAccount(knownFingerprint)}</p> : null}
      {isEmpty && way === 'key' ? <p className="card-note">{texts.emptyTyped}</p> : null}
      {isEmpty && way === 'link' ? <p className="soft">{texts.emptyLinked}</p> : null}
    </>
  );
}

const hostOf = (serverUrl: string): string => (URL.canParse(serverUrl) ? new URL(serverUrl).host : serverUrl);
