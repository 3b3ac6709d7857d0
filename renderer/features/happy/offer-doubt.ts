import type { AccountOffer } from '../../../shared/model/happy-account.ts';
import { words } from '../../../shared/strings/window.ts';
import type { Way } from './flow-step.ts';

/**
 * Why an account may not be the one that was meant, in words.
 *
 * @param knownFingerprint  of the account that the connection was signed in to before
 */
export function doubtOf(offer: AccountOffer, way: Way, knownFingerprint: string | undefined): string | undefined {
  const isEmpty = offer.sessions === 0 && offer.computers === 0;
  if (isEmpty && way === 'key') return words.happy.emptyTyped;
  const isOther = knownFingerprint !== undefined && knownFingerprint !== offer.fingerprint;
  return isOther ? words.happy.otherAccount(knownFingerprint) : undefined;
}
