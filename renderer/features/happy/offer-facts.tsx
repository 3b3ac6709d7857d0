import type { ReactNode } from 'react';
import type { AccountOffer } from '../../../shared/model/happy-account.ts';
import { words } from '../../../shared/strings/window.ts';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { doubtOf } from './offer-doubt.ts';
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
  const doubt = doubtOf(offer, way, knownFingerprint);
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
      {doubt === undefined ? null : <p className="card-note">{doubt}</p>}
      {isEmpty && way === 'link' ? <p className="soft">{texts.emptyLinked}</p> : null}
    </>
  );
}

const hostOf = (serverUrl: string): string => (URL.canParse(serverUrl) ? new URL(serverUrl).host : serverUrl);
