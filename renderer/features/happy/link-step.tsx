import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/units.ts';
import { useNow } from '../../store/now.ts';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { OfferStepProps } from './step-props.ts';
import { useLinkOffer } from './use-link-offer.ts';

/** A code for the phone to scan, for as long as it is good. */
export function LinkStep({ serverUrl, onOffer, onBack, onClose }: OfferStepProps): ReactNode {
  const { state, renew } = useLinkOffer(serverUrl, onOffer);
  const texts = words.happy.link;
  return (
    <>
      <div className="link-step">
        <div className="qr-place">
          {state.tag === 'open' ? <QrCode text={state.link.uri} label={texts.qr} /> : null}
          {state.tag === 'beginning' ? <p className="soft">{texts.making}</p> : null}
          {state.tag === 'over' ? <p className="soft">{texts.over}</p> : null}
        </div>
        <div className="stack">
          <ol className="link-steps">
            {texts.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {state.tag === 'open' ? (
            <>
              <p>
                <span role="status">{texts.waiting}</span> <TimeLeft untilMs={state.link.expiresAtMs} />
              </p>
              <CopyField label={texts.text} text={state.link.uri} words={texts} />
            </>
          ) : null}
          {state.tag === 'over' ? (
            <p className="said-error" role="alert">
              {state.problem}
            </p>
          ) : null}
        </div>
      </div>
      <StepButtons onBack={onBack} onClose={onClose}>
        <Button look={state.tag === 'over' ? 'accent' : 'plain'} onPress={renew} off={state.tag === 'beginning'}>
          {texts.again}
        </Button>
      </StepButtons>
    </>
  );
}

/** For the eye: read out each second it would drown everything else. */
function TimeLeft({ untilMs }: { readonly untilMs: number }): ReactNode {
  const leftMs = Math.max(0, untilMs - useNow());
  const seconds = String(Math.floor((leftMs % MINUTE_MS) / SECOND_MS)).padStart(2, '0');
  return (
    <span className="soft time-left">{words.happy.link.left(`${Math.floor(leftMs / MINUTE_MS)}:${seconds}`)}</span>
  );
}
