import { useState, type ReactNode } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Said } from '../../ui/said.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { CardFrame } from './card-frame.tsx';
import { TokenSignIn } from './token-sign-in.tsx';
import { useConnections } from './use-connections.ts';

interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly signInWanted: boolean;
  readonly onEdit: (() => void) | undefined;
  readonly baseUrl: string | undefined;
}

/** A connection that signs in with a token, or with nothing at all. */
export function ConnectionCard({ connection, signInWanted, onEdit, baseUrl }: ConnectionCardProps): ReactNode {
  const { said, remove, retry, signIn } = useConnections();
  const [asked, setAsked] = useState<'sign-in' | 'remove' | null>(signInWanted ? 'sign-in' : null);
  const { state, connectionId } = connection;
  const mayChange = !connection.managed && !connection.practice;
  const close = () => setAsked(null);
  return (
    <CardFrame connection={connection} address={baseUrl}>
      <div className="row">
        {state.tag === 'sign-in-needed' && mayChange ? (
          <Button look="accent" onPress={() => setAsked('sign-in')} expanded={asked === 'sign-in'}>
            {words.connections.signIn}
          </Button>
        ) : null}
        {state.tag === 'live' || state.tag === 'off' ? null : (
          <Button onPress={() => void retry(connectionId)}>{words.connections.retry}</Button>
        )}
        {onEdit === undefined || !mayChange ? null : <Button onPress={onEdit}>{words.connections.edit}</Button>}
        {mayChange ? (
          <Button look="no" onPress={() => setAsked('remove')} expanded={asked === 'remove'}>
            {words.connections.remove}
          </Button>
        ) : null}
      </div>
      {asked === 'sign-in' && mayChange ? (
        <TokenSignIn
          onSignIn={async (token) => {
            if (await signIn(connectionId, token)) close();
          }}
          onCancel={close}
        />
      ) : null}
      {asked === 'remove' ? (
        <SecondStep yes={words.connections.removeYes} onYes={() => remove(connectionId)} onClose={close}>
          <p>
            <Untrusted text={removeWords(connection)} />
          </p>
        </SecondStep>
      ) : null}
      <Said said={said} />
    </CardFrame>
  );
}

const removeWords = ({ kind, name }: ConnectionView): string =>
  kind === 'local' ? words.claudeCode.removeConfirm(name) : words.connections.removeConfirm(name);
