import type { AccountOffer } from '../../../shared/model/happy-account.ts';

/** What every step can do besides its own. */
export interface StepProps {
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** A step at whose end main holds the key of an account. */
export interface OfferStepProps extends StepProps {
  readonly serverUrl: string;
  readonly onOffer: (offer: AccountOffer) => void;
}
