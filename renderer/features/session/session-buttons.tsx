import { useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ModeControls } from './mode-controls.tsx';
import { ShowTerminal } from './session-notes.tsx';
import type { SessionActions } from './use-session-actions.ts';

interface SessionButtonsProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
  readonly noteShowsTerminal: boolean;
  /** The button that was pressed goes away: the focus must have a place. */
  readonly onGone: () => void;
}

type Asked = 'rename' | 'archive' | 'end';

/** What can be done with the session as it is now; what cannot be taken back asks first. */
export function SessionButtons({ session, actions, noteShowsTerminal, onGone }: SessionButtonsProps): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isResuming, setResuming] = useState(false);
  const can = session.capabilities;
  const isEnded = session.group === 'ended';
  const close = () => setAsked(null);
  const toggle = (what: Asked) => () => setAsked(asked === what ? null : what);
  const resume = async () => {
    setResuming(true);
    if (await actions.resume()) onGone();
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
        <SecondStep
          question={words.session.archiveConfirm}
          yes={words.session.archiveYes}
          onYes={actions.archive}
          onClose={close}
        />
      ) : null}
      {asked === 'end' && !isEnded ? (
        <SecondStep
          question={words.session.endConfirm}
          yes={words.session.endYes}
          onYes={async () => {
            const isDone = await actions.end();
            if (isDone) onGone();
            return isDone;
          }}
          onClose={close}
        />
      ) : null}
    </>
  );
}

interface SecondStepProps {
  readonly question: string;
  readonly yes: string;
  readonly onYes: () => Promise<boolean>;
  readonly onClose: () => void;
}

function SecondStep({ question, yes, onYes, onClose }: SecondStepProps): ReactNode {
  return (
    <div className="second-step" role="alert">
      <p>{question}</p>
      <div className="row">
        <Button look="no" onPress={() => void onYes().then((done) => done && onClose())}>
          {yes}
        </Button>
        <Button onPress={onClose}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}

interface RenameProps {
  readonly title: string;
  readonly onRename: (title: string) => Promise<void>;
  readonly onCancel: () => void;
}

function Rename({ title, onRename, onCancel }: RenameProps): ReactNode {
  const [text, setText] = useState(title);
  const wanted = text.trim().slice(0, 200);
  const save = () => void (wanted !== '' && onRename(wanted));
  return (
    <div className="panel stack">
      <TextField label={words.session.renameLabel} value={text} onChange={setText} onEnter={save} />
      <div className="row">
        <Button look="accent" onPress={save} off={wanted === '' || wanted === title}>
          {words.session.renameSave}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}
