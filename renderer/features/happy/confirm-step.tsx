import { useState, type ReactNode } from 'react';
import type { AccountOffer } from '../../../shared/model/happy-account.ts';
import type { HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Said } from '../../ui/said.tsx';
import type { Way } from './flow-step.ts';
import { KeepKey } from './keep-key.tsx';
import { NewName } from './new-name.tsx';
import { doubtOf } from './offer-doubt.ts';
import { OfferFacts } from './offer-facts.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { StepProps } from './step-props.ts';
import { useNewConnection } from './use-new-connection.ts';

interface ConfirmStepProps extends StepProps {
  readonly offer: AccountOffer;
  readonly way: Way;
  readonly existing: HappySettings | undefined;
  readonly knownFingerprint: string | undefined;
  readonly onDone: (kept: 'keychain' | 'memory') => void;
}

/** Whose account it is, before anything of it is kept. A new one is joined only once its key is safe. */
export function ConfirmStep(props: ConfirmStepProps): ReactNode {
  const { offer, way, existing, knownFingerprint, onDone, onBack, onClose } = props;
  const { accountId, serverUrl, isNew } = offer;
  const [keyStands, setKeyStands] = useState<'unkept' | 'kept' | 'said-so'>('unkept');
  const [isJoining, setJoining] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const fresh = useNewConnection();
  const texts = words.happy;
  const join = async () => {
    const connection = existing === undefined ? fresh.make(serverUrl, { stored: true }) : signedIn(existing);
    if (connection === undefined) return;
    setJoining(true);
    const joined = await call('happy:join', { accountId, connection });
    setJoining(false);
    if (joined.ok) onDone(joined.value.kept);
    else setProblem(words.common.callError(joined.error.code));
  };
  const isHeld = isNew && keyStands !== 'said-so';
  return (
    <>
      <OfferFacts offer={offer} way={way} knownFingerprint={knownFingerprint} />
      {isNew ? (
        <div className="panel">
          <h3>{texts.keep.heading}</h3>
          <p>{texts.keep.why}</p>
          <KeepKey of={{ accountId }} onKept={() => setKeyStands((held) => (held === 'unkept' ? 'kept' : held))} />
          <Choice
            type="checkbox"
            label={texts.keep.check}
            checked={keyStands === 'said-so'}
            disabled={keyStands === 'unkept'}
            onChange={(isChecked) => setKeyStands(isChecked ? 'said-so' : 'kept')}
            {...(keyStands === 'unkept' ? { note: texts.keep.checkFirst } : {})}
          />
        </div>
      ) : null}
      {existing === undefined ? <NewName fresh={fresh} /> : null}
      <Said said={problem === undefined ? undefined : { ok: false, text: problem }} />
      <StepButtons onBack={onBack} onClose={onClose}>
        <Button
          look={doubtOf(offer, way, knownFingerprint) === undefined ? 'accent' : 'plain'}
          onPress={() => void join()}
          off={isHeld || isJoining}
          why={isHeld ? texts.keep.checkMissing : undefined}
        >
          {isJoining ? texts.joining : texts.join}
        </Button>
      </StepButtons>
    </>
  );
}

const signedIn = (existing: HappySettings): HappySettings => ({ ...existing, credentials: { stored: true } });
