import { useCallback, useState } from 'react';
import type { Place } from '../../../shared/ipc/contract.ts';
import { GUIDE_STEPS, type GuideStep } from '../../../shared/model/settings.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';

export interface GuideWay {
  readonly step: GuideStep;
  readonly at: number;
  readonly next: () => void;
  readonly back: (() => void) | undefined;
  /** Leaves for good: the guide does not open by itself again, and begins anew when it is called. */
  readonly leave: (to?: Place) => void;
}

/** Where the person is in the guide. It goes on there after the window or Gatehouse was closed in between. */
export function useGuide(): GuideWay {
  const stored = useApp((view) => view.settings.guideAt);
  const [step, setStep] = useState<GuideStep>(stored);
  const at = GUIDE_STEPS.indexOf(step);
  const to = useCallback((index: number) => {
    const wanted = GUIDE_STEPS[index];
    if (wanted === undefined) return;
    setStep(wanted);
    void call('trial:end', undefined);
    // Without it the guide only begins anew next time: no reason to stop anybody here.
    void call('settings:change', { guideAt: wanted });
  }, []);
  const leave = useCallback((to: Place = { tag: 'inbox' }) => {
    endGuide();
    go(to);
  }, []);
  return {
    step,
    at,
    next: () => (at === GUIDE_STEPS.length - 1 ? leave() : to(at + 1)),
    back: at === 0 ? undefined : () => to(at - 1),
    leave,
  };
}

/** For good: it does not open by itself again, and begins anew when it is called. */
export function endGuide(): void {
  void call('trial:end', undefined);
  void call('settings:change', { guideDone: true, guideAt: 'welcome' });
}
