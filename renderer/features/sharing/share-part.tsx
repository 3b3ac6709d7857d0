import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import type { SharingView } from '../../../shared/model/sharing.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Said } from '../../ui/said.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import { ShareButtons, type SharingStep } from './share-buttons.tsx';
import { ShareForm } from './share-form.tsx';
import { ShareStanding } from './share-standing.tsx';
import { useSharing } from './use-sharing.ts';

/** A session of this computer on the phone: begin, see how it stands, change, end. */
export function SharePart({ session }: { readonly session: SessionView }): ReactNode {
  const connections = useApp((view) => view.connections);
  const accounts = useMemo(() => connections.filter((each) => each.takesShares), [connections]);
  const { said, share, stop } = useSharing(session.key);
  const [asked, setAsked] = useState<SharingStep | null>(null);
  const place = useRef<HTMLElement>(null);
  const { sharing } = session;
  const mayBegin = sharing === undefined && session.mayShare && accounts.length > 0;
  const toggle = (step: SharingStep) => setAsked(asked === step ? null : step);
  /** The button that was pressed is another one by then. */
  const close = () => {
    setAsked(null);
    requestAnimationFrame(() => place.current?.focus());
  };
  if (sharing === undefined && !mayBegin && said === undefined) return null;
  return (
    <section className="share-part" aria-label={words.sharing.title} ref={place} tabIndex={-1}>
      {mayBegin ? (
        <div className="row">
          <Button small onPress={() => toggle('share')} expanded={asked === 'share'}>
            {words.sharing.open}
          </Button>
        </div>
      ) : null}
      {sharing === undefined ? null : (
        <div className="note-row">
          <ShareStanding session={session} sharing={sharing} />
          <ShareButtons
            session={session}
            sharing={sharing}
            asked={asked}
            onAsk={toggle}
            onShareAgain={() => void share(sharing.connectionId, sharing.files)}
            onStop={() => void stop().then((done) => done && close())}
          />
        </div>
      )}
      {asked === 'share' && (mayBegin || sharing !== undefined) ? (
        <ShareForm session={session} accounts={accounts} onShare={share} onClose={close} />
      ) : null}
      {asked === 'stop' && sharing !== undefined ? <StopStep sharing={sharing} onStop={stop} onClose={close} /> : null}
      <Said said={said} />
    </section>
  );
}

interface StopStepProps {
  readonly sharing: SharingView;
  readonly onStop: () => Promise<boolean>;
  readonly onClose: () => void;
}

/** Says what does not arrive any more before it is dropped. */
function StopStep({ sharing, onStop, onClose }: StopStepProps): ReactNode {
  const texts = words.sharing;
  const { state, unsent } = sharing;
  if (state.tag === 'failed' || state.tag === 'ending') {
    return (
      <SecondStep yes={texts.dismissYes} onYes={onStop} onClose={onClose}>
        <p>{texts.dismissWaiting(unsent)}</p>
      </SecondStep>
    );
  }
  return (
    <SecondStep yes={texts.stopYes} onYes={onStop} onClose={onClose}>
      <p>{texts.stopConfirm}</p>
      {unsent === 0 ? null : <p>{texts.stopWaiting(unsent)}</p>}
    </SecondStep>
  );
}
