import { useId, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { Choice } from '../../ui/choice.tsx';
import { Failure } from '../../ui/failure.tsx';
import { CheckRow, useDoctor } from '../doctor/index.ts';
import { systemOf } from './system-of.ts';

/** What of the Doctor's findings is about how a request is seen. */
const SEEN_BY = new Set(['notifications', 'do-not-disturb', 'tray']);

/** Notifications and tray: how they are here, as it is found now, and whether Gatehouse starts by itself. */
export function NoticesStep(): ReactNode {
  const { platform, tray } = useApp((view) => view.surfaces);
  const system = systemOf(platform);
  const said = words.guide.notices;
  return (
    <>
      <p className="guide-lead">{said.lead[system]}</p>
      {tray ? <p>{said.tray[system]}</p> : null}
      <OnThisComputer />
      <StartAtLogin />
    </>
  );
}

function OnThisComputer(): ReactNode {
  const surfaces = useApp((view) => view.surfaces);
  const quiet = useApp((view) => view.systemQuiet);
  // The desktop changes under us: what was found holds until then.
  const { look } = useDoctor(JSON.stringify([surfaces, quiet]));
  const titleId = useId();
  const said = words.guide.notices;
  const report = look.tag === 'seen' ? look.report : look.tag === 'looking' ? look.last : null;
  const checks = report?.checks.filter(({ id }) => SEEN_BY.has(id)) ?? [];
  return (
    <div className="guide-part">
      <h2 id={titleId}>{said.checks}</h2>
      {checks.length === 0 ? (
        <p className="soft" role="status">
          {look.tag === 'failed' ? words.doctorPage.failed : said.looking}
        </p>
      ) : (
        <ul className="list checks" aria-labelledby={titleId}>
          {checks.map((check, index) => (
            <CheckRow key={`${check.id} ${index}`} check={check} />
          ))}
        </ul>
      )}
    </div>
  );
}

function StartAtLogin(): ReactNode {
  const startsAtLogin = useApp((view) => view.settings.startAtLogin);
  const isManaged = useApp((view) => view.managed.includes('startAtLogin'));
  const [isFailed, setFailed] = useState(false);
  const said = words.guide.notices;
  const change = async (startAtLogin: boolean) => {
    const changed = await call('settings:change', { startAtLogin });
    setFailed(!changed.ok);
  };
  return (
    <div className="guide-part">
      <h2>{said.loginTitle}</h2>
      <Choice
        type="checkbox"
        label={said.login}
        note={said.loginNote}
        checked={startsAtLogin}
        disabled={isManaged}
        onChange={(wanted) => void change(wanted)}
      />
      <Failure text={isFailed ? said.notSaved : undefined} />
    </div>
  );
}
