import { useRef, useState, type ReactNode } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import type { HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Said } from '../../ui/said.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { AccountFlow, KeepKey } from '../happy/index.ts';
import { CardFrame } from './card-frame.tsx';
import { useConnections } from './use-connections.ts';

interface HappyCardProps {
  readonly connection: ConnectionView;
  /** Absent where the managed configuration holds it. */
  readonly settings: HappySettings | undefined;
  readonly signInWanted: boolean;
  readonly onEdit: (() => void) | undefined;
}

type Asked = 'sign-in' | 'keep-key' | 'sign-out' | 'remove';

/** An account on a Happy server: whose it is, and what can be done about its key. */
export function HappyCard({ connection, settings, signInWanted, onEdit }: HappyCardProps): ReactNode {
  const { said, remove, retry, signOut, test } = useConnections();
  const [asked, setAsked] = useState<Asked | null>(signInWanted ? 'sign-in' : null);
  const [isTesting, setTesting] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { state, connectionId, name } = connection;
  // Signed out, it is only known from the last time.
  const fingerprint = connection.account?.fingerprint ?? settings?.fingerprint;
  const mayChange = !connection.managed && settings !== undefined;
  const isSignedOut = state.tag === 'sign-in-needed';
  const holdsKey = mayChange && 'stored' in settings.credentials && !isSignedOut;
  const texts = words.happy;
  const toggle = (what: Asked) => () => setAsked(asked === what ? null : what);
  const close = () => setAsked(null);
  /** The button that was pressed may be gone by then: the focus stays with the card. */
  const closeToCard = () => {
    close();
    requestAnimationFrame(() => heading.current?.focus());
  };
  const runTest = async (connectionSettings: HappySettings) => {
    setTesting(true);
    await test({ connection: connectionSettings });
    setTesting(false);
  };
  return (
    <CardFrame connection={connection} address={settings?.serverUrl} heading={heading}>
      {fingerprint === undefined ? null : (
        <p>
          <span className="soft">{texts.fingerprint} </span>
          <Fingerprint text={fingerprint} />
        </p>
      )}
      <div className="row">
        {isSignedOut && mayChange ? (
          <Button look="accent" onPress={toggle('sign-in')} expanded={asked === 'sign-in'}>
            {words.connections.signIn}
          </Button>
        ) : null}
        {state.tag === 'live' || state.tag === 'off' ? null : (
          <Button onPress={() => void retry(connectionId)}>{words.connections.retry}</Button>
        )}
        {mayChange ? (
          <Button onPress={() => void runTest(settings)} off={isTesting}>
            {isTesting ? words.connections.testing : words.connections.test}
          </Button>
        ) : null}
        {onEdit === undefined || !mayChange ? null : <Button onPress={onEdit}>{words.connections.edit}</Button>}
        {holdsKey ? (
          <>
            <Button onPress={toggle('keep-key')} expanded={asked === 'keep-key'}>
              {texts.keep.open}
            </Button>
            <Button look="no" onPress={toggle('sign-out')} expanded={asked === 'sign-out'}>
              {texts.signOut}
            </Button>
          </>
        ) : null}
        {mayChange ? (
          <Button look="no" onPress={toggle('remove')} expanded={asked === 'remove'}>
            {words.connections.remove}
          </Button>
        ) : null}
      </div>
      {asked === 'sign-in' && mayChange ? (
        <AccountFlow existing={settings} knownFingerprint={fingerprint} onClose={closeToCard} />
      ) : null}
      {asked === 'keep-key' && holdsKey ? (
        <div className="panel">
          <KeepKey of={{ connectionId }} />
        </div>
      ) : null}
      {asked === 'sign-out' && holdsKey ? (
        <SecondStep yes={texts.signOutYes} onYes={() => signOut(connectionId)} onClose={closeToCard}>
          <p>
            <Untrusted text={texts.signOutConfirm(name)} />
          </p>
        </SecondStep>
      ) : null}
      {asked === 'remove' && mayChange ? (
        <SecondStep yes={words.connections.removeYes} onYes={() => remove(connectionId)} onClose={close}>
          <p>
            <Untrusted text={texts.removeConfirm(name)} />
          </p>
        </SecondStep>
      ) : null}
      <Said said={said} />
    </CardFrame>
  );
}
