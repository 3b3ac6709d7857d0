import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Said } from '../../ui/said.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { OfferStepProps } from './step-props.ts';

/** Nothing is made before it was said what it means. */
export function CreateStep({ serverUrl, onOffer, onBack, onClose }: OfferStepProps): ReactNode {
  const [isMaking, setMaking] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const texts = words.happy.create;
  const create = async () => {
    setMaking(true);
    setProblem(undefined);
    const offer = await call('happy:create', { serverUrl });
    setMaking(false);
    if (offer.ok) onOffer(offer.value);
    else setProblem(words.common.callError(offer.error.code));
  };
  return (
    <>
      <ul className="stack means">
        {texts.means.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Said said={problem === undefined ? undefined : { ok: false, text: problem }} />
      <StepButtons onBack={onBack} onClose={onClose}>
        <Button look="accent" onPress={() => void create()} off={isMaking}>
          {isMaking ? texts.working : texts.yes}
        </Button>
      </StepButtons>
    </>
  );
}
