import type { ReactNode } from 'react';
import type { Place } from '../../../shared/ipc/contract.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go, usePlace } from '../../store/place.ts';
import { ConnectionFoot } from './connection-foot.tsx';
import { SideSessions } from './side-sessions.tsx';

const entries = ['inbox', 'sessions', 'journal', 'connections', 'settings'] as const;

export function SideBar(): ReactNode {
  const place = usePlace();
  const waiting = useApp((view) => view.inbox.length);
  return (
    <aside className="side">
      <nav aria-label={words.frame.places}>
        <ul className="nav">
          {entries.map((tag) => (
            <li key={tag}>
              <NavItem tag={tag} current={isCurrent(tag, place)} badge={tag === 'inbox' ? waiting : 0} />
            </li>
          ))}
        </ul>
      </nav>
      <SideSessions />
      <ConnectionFoot />
    </aside>
  );
}

/** The Doctor is reached from the settings and belongs to them. */
const isCurrent = (tag: (typeof entries)[number], place: Place): boolean =>
  tag === (place.tag === 'doctor' ? 'settings' : place.tag);

interface NavItemProps {
  readonly tag: (typeof entries)[number];
  readonly current: boolean;
  readonly badge: number;
}

function NavItem({ tag, current, badge }: NavItemProps): ReactNode {
  return (
    <button type="button" className="nav-item" aria-current={current ? 'page' : undefined} onClick={() => go({ tag })}>
      {words.frame[tag]}
      {badge === 0 ? null : (
        <span className="badge" title={words.frame.waitingBadge(badge)}>
          {badge}
          <span className="unseen"> {words.frame.waitingBadge(badge).replace(/^\d+ /, '')}</span>
        </span>
      )}
    </button>
  );
}
