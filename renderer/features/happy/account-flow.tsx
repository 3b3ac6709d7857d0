import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { AccountOffer } from '../../../shared/model/happy-account.ts';
import { HAPPY_SERVER_URL, type HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { CreateStep } from './create-step.tsx';
import type { FlowStep, Way } from './flow-step.ts';
import { KeyStep } from './key-step.tsx';
import { LinkStep } from './link-step.tsx';
import { TerminalStep } from './terminal-step.tsx';
import { Ways } from './ways.tsx';

interface AccountFlowProps {
  /** Given: this connection is signed in. Else one is added. */
  readonly existing?: HappySettings;
  readonly knownFingerprint?: string | undefined;
  readonly onClose: () => void;
}

/** From nothing to a device of a Happy account: choose a way, go it, look whose account it is, join. */
export function AccountFlow({ existing, knownFingerprint, onClose }: AccountFlowProps): ReactNode {
  const [step, setStep] = useState<FlowStep>({ tag: 'choose' });
  const [serverUrl, setServerUrl] = useState(existing?.serverUrl ?? HAPPY_SERVER_URL);
  const heading = useStepFocus(step.tag);
  const titleId = useId();
  const shared = { onBack: () => setStep({ tag: 'choose' }), onClose };
  const offered = (way: Way) => (offer: AccountOffer) => setStep({ tag: 'confirm', way, offer });

  const drawStep = (): ReactNode => {
    switch (step.tag) {
      case 'choose':
        return (
          <Ways
            serverUrl={serverUrl}
            onServerUrl={existing === undefined ? setServerUrl : undefined}
            onChoose={(way, wanted) => setStep({ tag: way, serverUrl: wanted })}
            onClose={onClose}
          />
        );
      case 'link':
        return <LinkStep serverUrl={step.serverUrl} onOffer={offered('link')} {...shared} />;
      case 'key':
        return <KeyStep serverUrl={step.serverUrl} onOffer={offered('key')} {...shared} />;
      case 'create':
        return <CreateStep serverUrl={step.serverUrl} onOffer={offered('create')} {...shared} />;
      case 'terminal':
        return (
          <TerminalStep
            existing={existing}
            onLink={(wanted) => setStep({ tag: 'link', serverUrl: wanted })}
            onDone={() => setStep({ tag: 'done', kept: 'there' })}
            {...shared}
          />
        );
      case 'confirm':
        return (
          <ConfirmStep
            key={step.offer.accountId}
            offer={step.offer}
            way={step.way}
            existing={existing}
            knownFingerprint={knownFingerprint}
            onDone={(kept) => setStep({ tag: 'done', kept })}
            {...shared}
          />
        );
      case 'done':
        return (
          <>
            <p role="status">{words.happy.kept[step.kept]}</p>
            <div className="row">
              <Button look="accent" onPress={onClose}>
                {words.happy.done}
              </Button>
            </div>
          </>
        );
    }
  };

  return (
    <section className="card happy-flow" aria-labelledby={titleId}>
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {titleOf(step, existing)}
      </h2>
      {drawStep()}
    </section>
  );
}

function titleOf(step: FlowStep, existing: HappySettings | undefined): string {
  const { titles } = words.happy;
  if (step.tag === 'choose') return existing === undefined ? titles.choose : titles.signIn(existing.name);
  if (step.tag === 'confirm') return step.offer.isNew ? titles.confirmNew : titles.confirm;
  return titles[step.tag];
}

/** Each step is read from its title, or begins in its one field; in the end the focus goes back to what opened the first. */
function useStepFocus(tag: FlowStep['tag']): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    if (tag !== 'key') heading.current?.focus();
  }, [tag]);
  return heading;
}
