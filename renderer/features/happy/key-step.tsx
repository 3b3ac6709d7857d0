import { useEffect, useRef, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { OfferStepProps } from './step-props.ts';

/** A key that is typed or pasted. It leaves this field for main only, and is gone with it. */
export function KeyStep({ serverUrl, onOffer, onBack, onClose }: OfferStepProps): ReactNode {
  const [key, setKey] = useState('');
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const texts = words.happy.key;
  useEffect(() => field.current?.focus(), []);
  const read = async () => {
    if (isReading) return;
    if (key.trim() === '') return setProblem(texts.missing);
    setReading(true);
    const offer = await call('happy:read-key', { serverUrl, key: key.trim() });
    setReading(false);
    if (offer.ok) return onOffer(offer.value);
    // Too long to be sent at all is no key either.
    const code = offer.error.code === 'bad-request' ? 'not-a-key' : offer.error.code;
    setProblem(words.common.callError(code));
    field.current?.focus();
  };
  return (
    <>
      <div className="happy-key">
        <TextField
          ref={field}
          label={texts.label}
          note={texts.note}
          value={key}
          error={problem}
          onChange={(next) => {
            setKey(next);
            setProblem(undefined);
          }}
          onEnter={() => void read()}
          secret
        />
      </div>
      <StepButtons onBack={onBack} onClose={onClose}>
        <Button look="accent" onPress={() => void read()} off={isReading}>
          {isReading ? texts.reading : texts.read}
        </Button>
      </StepButtons>
    </>
  );
}
