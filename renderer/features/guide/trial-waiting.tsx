import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AskView } from '../../../shared/model/app-view.ts';
import type { TrialView } from '../../../shared/model/trial.ts';
import { words } from '../../../shared/strings/window.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import { useApp } from '../../store/app-store.ts';
import { useDetail } from '../../store/detail-cache.ts';
import { useNow } from '../../store/now.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { SingleAsk } from '../inbox/index.ts';
import { TrialCauses } from './trial-causes.tsx';
import { useLostFocus } from './use-lost-focus.ts';

type Waiting = Extract<TrialView, { tag: 'waiting' }>;

/** Until somebody answers: where it stands, what is in the way, and the way that always works. */
export function TrialWaiting({ trial }: { readonly trial: Waiting }): ReactNode {
  const [isHere, setHere] = useState(false);
  const ask = useApp((view) => view.inbox.find(({ key }) => key === trial.key));
  const box = useLostFocus();
  const said = words.guide.trial;
  const isNoticed = trial.shownIn.includes('notification');
  const isInTray = trial.shownIn.includes('tray');
  return (
    <>
      <div className="card guide-trial" ref={box} tabIndex={-1}>
        <p className="guide-waits" role="status">
          <span className="dot dot-needs-you" aria-hidden="true" />
          <strong>{said.waiting}</strong>
        </p>
        <p>{howWords(isNoticed, isInTray)}</p>
        <ul className="guide-places" aria-label={said.places}>
          <PlaceRow isThere={isNoticed}>{said.place.notification[isNoticed ? 'yes' : 'no']}</PlaceRow>
          <PlaceRow isThere={isInTray}>{said.place.tray[isInTray ? 'yes' : 'no']}</PlaceRow>
        </ul>
        <Waited sinceMs={trial.sinceMs} />
      </div>
      <TrialCauses trial={trial} />
      {isHere && ask !== undefined ? (
        <AnswerHere ask={ask} />
      ) : (
        <div className="row">
          <Button look={trial.shownIn.length === 0 ? 'accent' : 'plain'} onPress={() => setHere(true)}>
            {said.here}
          </Button>
          {trial.isLate ? <Button onPress={() => go({ tag: 'doctor' })}>{said.check}</Button> : null}
        </div>
      )}
    </>
  );
}

/** Brought into sight, because it takes a decision only once its input was seen. */
function AnswerHere({ ask }: { readonly ask: AskView }): ReactNode {
  const part = useRef<HTMLDivElement>(null);
  const { tag } = useDetail(ask.key);
  // Once more when the input is there: only then it has its height.
  useEffect(() => {
    part.current?.scrollIntoView({ block: 'start' });
  }, [tag]);
  return (
    <div className="guide-part" ref={part}>
      <h2>{words.guide.trial.hereTitle}</h2>
      <SingleAsk ask={ask} />
    </div>
  );
}

function howWords(isNoticed: boolean, isInTray: boolean): string {
  const said = words.guide.trial;
  if (isNoticed && isInTray) return said.how;
  if (isNoticed) return said.howNotice;
  return isInTray ? said.howTray : said.howHere;
}

function PlaceRow({ isThere, children }: { readonly isThere: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <li>
      <span className={isThere ? 'sign-ok' : 'sign-wait'} aria-hidden="true">
        {isThere ? '✓' : '–'}
      </span>{' '}
      {children}
    </li>
  );
}

/** For the eye: read out each second it would drown everything else. */
function Waited({ sinceMs }: { readonly sinceMs: number }): ReactNode {
  const seconds = Math.max(0, Math.floor((useNow() - sinceMs) / SECOND_MS));
  return (
    <p className="soft small guide-waited" aria-hidden="true">
      {words.guide.trial.seconds(seconds)}
    </p>
  );
}
