import type { ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import type { ShareState, SharingView } from '../../../shared/model/sharing.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { inTimeWords } from '../../ui/age.tsx';
import { SharedMark } from '../../ui/shared-mark.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

interface ShareStandingProps {
  readonly session: SessionView;
  readonly sharing: SharingView;
}

/** With whom a session is shared, how that stands, and what the others may do with its files. */
export function ShareStanding({ session, sharing }: ShareStandingProps): ReactNode {
  const account = useApp((view) => view.connections.find((each) => each.connectionId === sharing.connectionId));
  const nowMs = useNow();
  const texts = words.sharing;
  const { state, files, leftOut } = sharing;
  const isOver = state.tag === 'failed' || state.tag === 'ending';
  const said = texts.state(sharing, (atMs) => inTimeWords(atMs - nowMs));
  const reach = files && session.cwd !== undefined ? texts.filesOn(session.cwd) : texts.filesOff;
  return (
    <div className="share-standing">
      <SharedMark state={state} />
      <div>
        <p>
          {isOver ? null : (
            <>
              <strong>
                <Untrusted text={texts.with(account?.name ?? sharing.connectionId)} />
              </strong>
              {' · '}
            </>
          )}
          <span className={looks[state.tag]}>{said}</span>
        </p>
        {leftOut > 0 ? <p className="foot-retrying small">{texts.leftOut(leftOut)}</p> : null}
        {isOver ? null : (
          <p className="soft small">
            <Untrusted text={reach} />
          </p>
        )}
      </div>
    </div>
  );
}

const looks: Record<ShareState['tag'], string> = {
  connecting: 'soft',
  live: 'foot-live',
  waiting: 'foot-retrying',
  paused: 'soft',
  ending: 'foot-retrying',
  failed: 'foot-failed',
};
