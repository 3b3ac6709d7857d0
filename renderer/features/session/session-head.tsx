import { useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useNow } from '../../store/now.ts';
import { Button } from '../../ui/button.tsx';
import { PracticeChip } from '../../ui/practice-chip.tsx';
import { standingWords } from '../../ui/session-words.ts';
import { StateDot } from '../../ui/state-dot.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { ModeControls } from './mode-controls.tsx';
import { SessionDetails } from './session-details.tsx';
import type { SessionActions } from './use-session-actions.ts';

interface SessionHeadProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

export function SessionHead({ session, actions }: SessionHeadProps): ReactNode {
  const [asked, setAsked] = useState<'rename' | 'archive' | null>(null);
  const nowMs = useNow();
  const can = session.capabilities;
  const silence = session.permissionMode === undefined ? undefined : words.session.silentModes[session.permissionMode];
  return (
    <header className="session-head">
      <div className="row">
        <StateDot shape={session.group} />
        <h1>
          <Untrusted text={session.title} />
        </h1>
        {session.practice ? <PracticeChip /> : null}
      </div>
      <p className="soft">
        {standingWords(session, nowMs)} · <Untrusted text={session.connectionName} />
      </p>
      {silence === undefined ? null : <p className="card-note">{silence}</p>}
      <div className="row">
        {can.interrupt && session.group !== 'ended' ? (
          <Button small onPress={() => void actions.interrupt()}>
            {words.session.interrupt}
          </Button>
        ) : null}
        {session.link.tag === 'waiting' || session.link.tag === 'failed' ? (
          <Button small onPress={() => void actions.reconnect()}>
            {words.session.reconnect}
          </Button>
        ) : null}
        {can.rename ? (
          <Button small onPress={() => setAsked(asked === 'rename' ? null : 'rename')} expanded={asked === 'rename'}>
            {words.session.rename}
          </Button>
        ) : null}
        {can.archive ? (
          <Button small onPress={() => setAsked(asked === 'archive' ? null : 'archive')} expanded={asked === 'archive'}>
            {words.session.archive}
          </Button>
        ) : null}
        <ModeControls session={session} actions={actions} />
      </div>
      {asked === 'rename' ? (
        <Rename
          title={session.title}
          onRename={async (title) => {
            if (await actions.rename(title)) setAsked(null);
          }}
          onCancel={() => setAsked(null)}
        />
      ) : null}
      {asked === 'archive' ? (
        <div className="second-step" role="alert">
          <p>{words.session.archiveConfirm}</p>
          <div className="row">
            <Button look="no" onPress={() => void actions.archive().then((done) => done && setAsked(null))}>
              {words.session.archiveYes}
            </Button>
            <Button onPress={() => setAsked(null)}>{words.common.cancel}</Button>
          </div>
        </div>
      ) : null}
      <SessionDetails session={session} nowMs={nowMs} />
    </header>
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
