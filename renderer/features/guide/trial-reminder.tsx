import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { go, usePlace } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';

/** Whoever came here from the trial's notification finds the way back. */
export function TrialReminder(): ReactNode {
  const isTrying = useApp((view) => view.trial !== null);
  const place = usePlace();
  const said = words.guide.trial;
  if (!isTrying || place.tag === 'guide') return null;
  return (
    <div className="banner" role="status">
      <p className="banner-text">{said.reminder}</p>
      <div className="row">
        <Button small look="accent" onPress={() => go({ tag: 'guide' })}>
          {said.back}
        </Button>
        <Button small onPress={() => void call('trial:end', undefined)}>
          {said.stop}
        </Button>
      </div>
    </div>
  );
}
