import type { ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import type { SharingView } from '../../../shared/model/sharing.ts';
import { words } from '../../../shared/strings/window.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';

export type SharingStep = 'share' | 'stop';

interface ShareButtonsProps {
  readonly session: SessionView;
  readonly sharing: SharingView;
  readonly asked: SharingStep | null;
  readonly onAsk: (step: SharingStep) => void;
  /** Again, as before. */
  readonly onShareAgain: () => void;
  /** At once: nothing is lost by it. */
  readonly onStop: () => void;
}

/** What can be done with a session that is shared, or that was until that failed or it ended. */
export function ShareButtons({ session, sharing, asked, onAsk, onShareAgain, onStop }: ShareButtonsProps): ReactNode {
  const texts = words.sharing;
  const { state, unsent, connectionId } = sharing;
  if (state.tag === 'failed' || state.tag === 'ending') {
    return (
      <div className="row">
        {state.tag === 'failed' && state.why === 'sign-in-needed' ? (
          <Button small onPress={() => go({ tag: 'connections', signIn: connectionId })}>
            {texts.toConnections}
          </Button>
        ) : null}
        {session.mayShare ? (
          <Button small onPress={onShareAgain}>
            {texts.again}
          </Button>
        ) : null}
        <Button small onPress={unsent > 0 ? () => onAsk('stop') : onStop}>
          {texts.dismiss}
        </Button>
      </div>
    );
  }
  return (
    <div className="row">
      {session.mayShare && session.cwd !== undefined ? (
        <Button small onPress={() => onAsk('share')} expanded={asked === 'share'}>
          {texts.change}
        </Button>
      ) : null}
      <Button small look="no" onPress={() => onAsk('stop')} expanded={asked === 'stop'}>
        {texts.stop}
      </Button>
    </div>
  );
}
