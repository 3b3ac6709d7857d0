import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Said } from '../../ui/said.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import { ShareForm } from './share-form.tsx';
import { ShareStanding } from './share-standing.tsx';
import { useSharing } from './use-sharing.ts';

/** A session of this computer on the phone: begin, see how it stands, change, end. */
export function SharePart({ session }: { readonly session: SessionView }): ReactNode {
  const connections = useApp((view) => view.connections);
  const accounts = useMemo(() => connections.filter((each) => each.takesShares), [connections]);
  const { said, share, stop } = useSharing(session.key);
  const [asked, setAsked] = useState<'share' | 'stop' | null>(null);
  const place = useRef<HTMLElement>(null);
  const { sharing, mayShare } = session;
  const texts = words.sharing;
  const mayBegin = mayShare && accounts.length > 0;
  const toggle = (what: 'share' | 'stop') => () => setAsked(asked === what ? null : what);
  const close = () => setAsked(null);
  /** The button that was pressed is another one by then. */
  const closeHere = () => {
    close();
    requestAnimationFrame(() => place.current?.focus());
  };
  if (sharing === undefined && !mayBegin && said === undefined) return null;
  const isOver = sharing?.state.tag === 'failed';
  return (
    <section className="share-part" aria-label={texts.title} ref={place} tabIndex={-1}>
      <div className="note-row">
        {sharing === undefined ? null : <ShareStanding session={session} sharing={sharing} />}
        <div className="row">
          {sharing === undefined && mayBegin ? (
            <Button small onPress={toggle('share')} expanded={asked === 'share'}>
              {texts.open}
            </Button>
          ) : null}
          {sharing !== undefined && isOver && mayShare ? (
            <Button small onPress={() => void share(sharing.connectionId, sharing.files)}>
              {texts.again}
            </Button>
          ) : null}
          {isOver && sharing.state.tag === 'failed' && sharing.state.why === 'sign-in-needed' ? (
            <Button small onPress={() => go({ tag: 'connections', signIn: sharing.connectionId })}>
              {texts.toConnections}
            </Button>
          ) : null}
          {sharing !== undefined && !isOver && mayShare && session.cwd !== undefined ? (
            <Button small onPress={toggle('share')} expanded={asked === 'share'}>
              {texts.change}
            </Button>
          ) : null}
          {sharing === undefined ? null : (
            <Button small look="no" onPress={toggle('stop')} expanded={asked === 'stop'}>
              {texts.stop}
            </Button>
          )}
        </div>
      </div>
      {asked === 'share' && (mayBegin || sharing !== undefined) ? (
        <ShareForm session={session} accounts={accounts} onShare={share} onClose={closeHere} />
      ) : null}
      {asked === 'stop' && sharing !== undefined ? (
        <SecondStep yes={texts.stopYes} onYes={stop} onClose={closeHere}>
          <p>{texts.stopConfirm}</p>
          {sharing.unsent === 0 ? null : <p>{texts.stopWaiting(sharing.unsent)}</p>}
        </SecondStep>
      ) : null}
      <Said said={said} />
    </section>
  );
}
