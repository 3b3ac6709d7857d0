import { useMemo, useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { SessionActions } from './use-session-actions.ts';

interface ComposerProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

/** The message box. A message that was not accepted stays here as a draft until it is sent or thrown away. */
export function Composer({ session, actions }: ComposerProps): ReactNode {
  const allDrafts = useApp((view) => view.drafts);
  const drafts = useMemo(() => allDrafts.filter((draft) => draft.sessionKey === session.key), [allDrafts, session.key]);
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [isWarned, setWarned] = useState(false);
  const isLocal = useApp(
    (view) => view.connections.find((each) => each.connectionId === session.connectionId)?.kind === 'local',
  );
  if (!session.capabilities.sendMessage) {
    if (session.group === 'ended') return <p className="soft">{words.session.readOnlyEnded}</p>;
    return <p className="soft">{isLocal ? words.session.readOnlyTerminal : words.session.readOnly}</p>;
  }
  const send = async () => {
    if (text.trim() === '' || sending) return false;
    setSending(true);
    const isSent = await actions.sendMessage(text);
    if (isSent) setText('');
    setSending(false);
    return isSent;
  };
  /** A message takes the session from whoever sits at its terminal: that is said before. */
  const press = () => {
    if (session.control !== 'terminal') void send();
    else if (text.trim() !== '') setWarned(true);
  };
  return (
    <div
      className="composer"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) press();
      }}
    >
      {drafts.length === 0 ? null : (
        <ul className="stack" aria-label={words.session.drafts}>
          {drafts.map((draft) => (
            <li key={draft.draftId} className="banner banner-wait">
              <div className="banner-text">
                <p className="draft-text">{draft.text}</p>
                <p className="small">
                  {draft.state === 'sending' ? words.session.draftSending : words.session.draftNotAccepted}
                </p>
              </div>
              {draft.state === 'sending' ? null : (
                <div className="row">
                  <Button small onPress={() => void actions.retryDraft(draft.draftId)}>
                    {words.session.retry}
                  </Button>
                  <Button small look="no" onPress={() => void actions.discardDraft(draft.draftId)}>
                    {words.session.discard}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={words.session.messageLabel}
        placeholder={words.session.messagePlaceholder}
        value={text}
        onChange={setText}
        lines={Math.min(10, Math.max(2, text.split('\n').length))}
      />
      <div className="row">
        <Button look="accent" onPress={press} off={sending || text.trim() === ''}>
          {sending ? words.session.sending : words.session.send}
        </Button>
      </div>
      {isWarned ? (
        <SecondStep yes={words.session.sendAnyway} onYes={send} onClose={() => setWarned(false)}>
          <p>{words.session.sendStopsTerminal}</p>
        </SecondStep>
      ) : null}
    </div>
  );
}
