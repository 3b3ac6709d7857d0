import type { ReactNode } from 'react';
import { nextMorningMs } from '../../../shared/next-morning.ts';
import { words } from '../../../shared/strings/window.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/units.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { Button } from '../../ui/button.tsx';

export function PauseRow({ onPause }: { readonly onPause: (untilMs: number | null) => void }): ReactNode {
  const untilMs = useApp((view) => view.notificationsPausedUntilMs);
  const nowMs = useNow();
  if (untilMs !== null && untilMs > nowMs) {
    return (
      <div className="row">
        <p role="status">{words.settings.pausedUntil(words.common.dayAndTime(untilMs))}</p>
        <Button small onPress={() => onPause(null)}>
          {words.settings.resume}
        </Button>
      </div>
    );
  }
  return (
    <div className="row" role="group" aria-label={words.settings.pause}>
      <span>{words.settings.pause}</span>
      <Button small onPress={() => onPause(Date.now() + 30 * MINUTE_MS)}>
        {words.settings.pauseHalfHour}
      </Button>
      <Button small onPress={() => onPause(Date.now() + HOUR_MS)}>
        {words.settings.pauseHour}
      </Button>
      <Button small onPress={() => onPause(nextMorningMs(Date.now()))}>
        {words.settings.pauseTomorrow}
      </Button>
    </div>
  );
}
