import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useNow } from '../../store/now.ts';
import { Button } from '../../ui/button.tsx';
import { connectionSigns, connectionStateWords } from '../../ui/connection-words.ts';
import { PracticeChip } from '../../ui/practice-chip.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { useConnections } from './use-connections.ts';

interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly signInWanted: boolean;
  readonly onEdit: (() => void) | undefined;
  readonly baseUrl: string | undefined;
}

export function ConnectionCard({ connection, signInWanted, onEdit, baseUrl }: ConnectionCardProps): ReactNode {
  const { said, remove, retry, signIn } = useConnections();
  const [asked, setAsked] = useState<'sign-in' | 'remove' | null>(signInWanted ? 'sign-in' : null);
  const nowMs = useNow();
  const titleId = useId();
  const { state } = connection;
  const detail = words.connections.stateDetail(state);
  const mayChange = !connection.managed && !connection.practice;
  return (
    <article className="card" aria-labelledby={titleId}>
      <header className="ask-head">
        <h2 id={titleId}>
          <Untrusted text={connection.name} />
        </h2>
        <span className="chip">{words.connections.kind[connection.kind]}</span>
        {connection.practice ? <PracticeChip /> : null}
        {connection.viewerOnly ? <span className="chip">{words.connections.viewerOnly}</span> : null}
        {connection.managed ? <span className="chip">{words.connections.managed}</span> : null}
      </header>
      <p>
        <span className={`foot-${state.tag}`} aria-hidden="true">
          {connectionSigns[state.tag]}{' '}
        </span>
        <strong>{connectionStateWords(state, nowMs)}</strong>
        <span className="soft"> · {words.connections.sessions(connection.sessionCount)}</span>
      </p>
      {detail === undefined ? null : <p className="note-wait">{detail}</p>}
      {baseUrl === undefined ? null : (
        <p className="mono small soft">
          <Untrusted text={baseUrl} />
        </p>
      )}
      <div className="row">
        {state.tag === 'sign-in-needed' && mayChange ? (
          <Button look="accent" onPress={() => setAsked('sign-in')} expanded={asked === 'sign-in'}>
            {words.connections.signIn}
          </Button>
        ) : null}
        {state.tag === 'live' || state.tag === 'off' ? null : (
          <Button onPress={() => void retry(connection.connectionId)}>{words.connections.retry}</Button>
        )}
        {onEdit === undefined || !mayChange ? null : <Button onPress={onEdit}>{words.connections.edit}</Button>}
        {mayChange ? (
          <Button look="no" onPress={() => setAsked('remove')} expanded={asked === 'remove'}>
            {words.connections.remove}
          </Button>
        ) : null}
      </div>
      {asked === 'sign-in' && mayChange ? (
        <SignIn
          onSignIn={async (token) => {
            if (await signIn(connection.connectionId, token)) setAsked(null);
          }}
          onCancel={() => setAsked(null)}
        />
      ) : null}
      {asked === 'remove' ? (
        <div className="second-step" role="alert">
          <p>
            <Untrusted text={removeWords(connection)} />
          </p>
          <div className="row">
            <Button look="no" onPress={() => void remove(connection.connectionId)}>
              {words.connections.removeYes}
            </Button>
            <Button onPress={() => setAsked(null)}>{words.common.cancel}</Button>
          </div>
        </div>
      ) : null}
      {said === undefined ? null : (
        <p className={said.ok ? 'said-ok' : 'said-error'} role="status">
          {said.text}
        </p>
      )}
    </article>
  );
}

const removeWords = ({ kind, name }: ConnectionView): string =>
  kind === 'local' ? words.claudeCode.removeConfirm(name) : words.connections.removeConfirm(name);

interface SignInProps {
  readonly onSignIn: (token: string) => Promise<void>;
  readonly onCancel: () => void;
}

function SignIn({ onSignIn, onCancel }: SignInProps): ReactNode {
  const [token, setToken] = useState('');
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const send = () => void (token.trim() !== '' && onSignIn(token.trim()));
  return (
    <div className="panel stack">
      <TextField
        ref={box}
        label={words.connections.signInToken}
        value={token}
        onChange={setToken}
        secret
        note={words.connections.terms}
        onEnter={send}
      />
      <div className="row">
        <Button look="accent" onPress={send} off={token.trim() === ''}>
          {words.connections.signInSave}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}
