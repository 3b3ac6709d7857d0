import { useEffect, useRef, useState, type ReactNode } from 'react';
import { words } from '../../shared/strings/window.ts';
import { Button } from './button.tsx';

interface SecondStepProps {
  readonly children: ReactNode;
  readonly yes: string;
  readonly look?: 'no' | 'accent';
  /** Closes only what was done: a problem is said elsewhere, and the question stays. */
  readonly onYes: () => Promise<boolean>;
  readonly onClose: () => void;
}

/** Asks once more before what cannot be taken back, where it is seen whole. */
export function SecondStep({ children, yes, look = 'no', onYes, onClose }: SecondStepProps): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const run = async () => {
    setBusy(true);
    if (await onYes()) onClose();
    setBusy(false);
  };
  return (
    <div className="second-step" role="alert" ref={place}>
      {children}
      <div className="row">
        <Button look={look} onPress={() => void run()} off={isBusy}>
          {yes}
        </Button>
        <Button onPress={onClose}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}
