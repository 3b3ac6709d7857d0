import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Arch } from '../../ui/arch.tsx';
import { Button } from '../../ui/button.tsx';

/** What to expect from now on, and where it lives. */
export function DoneStep({ onConnect }: { readonly onConnect: () => void }): ReactNode {
  const { tray, notifications } = useApp((view) => view.surfaces);
  const isEmpty = useApp((view) => view.connections.length === 0);
  const said = words.guide.done;
  const { expect, expectSilence, quiet, keys, doctor } = said.points;
  const isSilent = notifications === 'none';
  const isBare = isSilent && !tray;
  const points = isBare ? [expectSilence.window, keys] : [isSilent ? expectSilence.tray : expect, quiet, keys, doctor];
  return (
    <>
      <div className="guide-done">
        <Arch />
        <p className="guide-lead">{isBare ? said.leadNothing : tray ? said.lead : said.leadNoTray}</p>
      </div>
      <ul className="guide-points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {isEmpty ? (
        <div className="card-note guide-held">
          <p>{said.none}</p>
          <Button small onPress={onConnect}>
            {said.connect}
          </Button>
        </div>
      ) : null}
    </>
  );
}
