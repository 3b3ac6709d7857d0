import type { ReactNode } from 'react';
import type { SessionKey } from '../../../shared/ids.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

/** Requests beyond what is kept at once: told, never dropped in silence. */
export function Overflow(): ReactNode {
  const overflow = useApp((view) => view.overflow);
  return overflow.map((each) => <OverflowNote key={each.sessionKey} sessionKey={each.sessionKey} count={each.count} />);
}

function OverflowNote({ sessionKey, count }: { readonly sessionKey: SessionKey; readonly count: number }): ReactNode {
  const title = useApp((view) => view.sessions.find((session) => session.key === sessionKey)?.title) ?? sessionKey;
  return (
    <div className="banner banner-wait" role="note">
      <p>
        <Untrusted text={words.inbox.overflow(count, title)} />
      </p>
      <Button small onPress={() => go({ tag: 'session', key: sessionKey })}>
        {words.inbox.openSession}
      </Button>
    </div>
  );
}
