import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import type { StepProps } from './step-props.ts';

interface StepButtonsProps extends StepProps {
  /** What this step is for; the ways out stand behind it. */
  readonly children?: ReactNode;
}

export function StepButtons({ onBack, onClose, children }: StepButtonsProps): ReactNode {
  return (
    <div className="row">
      {children}
      <Button onPress={onBack}>{words.common.back}</Button>
      <Button onPress={onClose}>{words.common.cancel}</Button>
    </div>
  );
}
