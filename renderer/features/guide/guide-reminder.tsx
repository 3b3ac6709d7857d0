import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { go, usePlace } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusCaught } from '../../ui/use-focus-caught.ts';
import { endGuide } from './use-guide.ts';

/** Whoever left the guide in the middle, by the trial's notification or for the connections, finds the way back. */
export function GuideReminder(): ReactNode {
  const isTrying = useApp((view) => view.trial !== null);
  const isBegun = useApp((view) => view.settings.guideAt !== 'welcome');
  const place = usePlace();
  const said = words.guide;
  const isShown = (isTrying || isBegun) && place.tag !== 'guide';
  useFocusCaught(isShown);
  if (!isShown) return null;
  return (
    <div className="banner" role="status">
      <p className="banner-text">{isTrying ? said.trial.reminder : said.reminder}</p>
      <div className="row">
        <Button small look="accent" onPress={() => go({ tag: 'guide' })}>
          {said.backTo}
        </Button>
        {isTrying ? (
          <Button small onPress={() => void call('trial:end', undefined)}>
            {said.trial.stop}
          </Button>
        ) : (
          <Button small onPress={endGuide}>
            {said.skip}
          </Button>
        )}
      </div>
    </div>
  );
}
