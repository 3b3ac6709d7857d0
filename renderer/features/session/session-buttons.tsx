import { useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import { ModeControls } from './mode-controls.tsx';
import { Rename } from './rename.tsx';
import { ShowTerminal } from './session-notes.tsx';
import type { SessionActions } from './use-session-actions.ts';

interface SessionButtonsProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
  readonly noteShowsTerminal: boolean;
  /** The button that was pressed goes away: the focus must have a place. */
  readonly onGone: () => void;
}

type Asked = 'rename' | 'archive' | 'end' | 'give-back';

/** What can be done with the session as it is now; what cannot be taken back asks first. */
export function SessionButtons({ session, actions, noteShowsTerminal, onGone }: SessionButtonsProps): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isResuming, setResuming] = useState(false);
  const can = session.capabilities;
  const isEnded = session.group === 'ended';
  const close = () => setAsked(null);
  const toggle = (what: Asked) => () => setAsked(asked === what ? null : what);
  const isHere = useApp(
    (view) => view.connections.find((each) => each.connectionId === session.connectionId)?.kind === 'local',
  );
  const mayGiveBack = can.handOver && session.control === 'remote' && !isEnded;
  const goneAfter = async (work: Promise<boolean>) => {
    const isDone = await work;
    if (isDone) onGone();
    return isDone;
  };
  const resume = async () => {
    setResuming(true);
    await goneAfter(actions.resume());
    setResuming(false);
  };
  return (
    <>
      <div className="row">
        {can.resume && isEnded ? (
          <Button small look="accent" onPress={() => void resume()} off={isResuming}>
            {words.session.resume}
          </Button>
        ) : null}
        {can.interrupt && !isEnded ? (
          <Button small onPress={() => void actions.interrupt()}>
            {words.session.interrupt}
          </Button>
        ) : null}
        {noteShowsTerminal ? null : <ShowTerminal session={session} actions={actions} />}
        {session.link.tag === 'waiting' || session.link.tag === 'failed' ? (
          <Button small onPress={() => void actions.reconnect()}>
            {words.session.reconnect}
          </Button>
        ) : null}
        {mayGiveBack ? (
          <Button small onPress={toggle('give-back')} expanded={asked === 'give-back'}>
            {words.session.giveBack}
          </Button>
        ) : null}
        {can.rename ? (
          <Button small onPress={toggle('rename')} expanded={asked === 'rename'}>
            {words.session.rename}
          </Button>
        ) : null}
        {can.archive ? (
          <Button small onPress={toggle('archive')} expanded={asked === 'archive'}>
            {words.session.archive}
          </Button>
        ) : null}
        {can.end && !isEnded ? (
          <Button small look="no" onPress={toggle('end')} expanded={asked === 'end'}>
            {words.session.end}
          </Button>
        ) : null}
        {isEnded ? null : <ModeControls session={session} actions={actions} />}
      </div>
      {asked === 'rename' ? (
        <Rename
          title={session.title}
          onRename={async (title) => {
            if (await actions.rename(title)) close();
          }}
          onCancel={close}
        />
      ) : null}
      {asked === 'archive' ? (
        <SecondStep yes={words.session.archiveYes} onYes={actions.archive} onClose={close}>
          <p>{words.session.archiveConfirm}</p>
        </SecondStep>
      ) : null}
      {asked === 'give-back' && mayGiveBack ? (
        <SecondStep
          yes={words.session.giveBackYes}
          look="accent"
          onYes={() => goneAfter(actions.handOver('terminal'))}
          onClose={close}
        >
          <p>{words.session.giveBackConfirm}</p>
        </SecondStep>
      ) : null}
      {asked === 'end' && !isEnded ? (
        <SecondStep yes={words.session.endYes} onYes={() => goneAfter(actions.end())} onClose={close}>
          <p>{isHere ? words.session.endConfirm.here : words.session.endConfirm.elsewhere}</p>
        </SecondStep>
      ) : null}
    </>
  );
}
