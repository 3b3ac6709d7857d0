import type { ReactNode } from 'react';
import type { HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Said } from '../../ui/said.tsx';
import { JoinTerminal } from './join-terminal.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { StepProps } from './step-props.ts';
import { TerminalFacts } from './terminal-facts.tsx';
import { useTerminalAccount } from './use-terminal-account.ts';

interface TerminalStepProps extends StepProps {
  readonly existing: HappySettings | undefined;
  readonly onLink: (serverUrl: string) => void;
  readonly onDone: () => void;
}

/** The account of the `happy` command, where its files are enough to read what others write. */
export function TerminalStep({ existing, onLink, onDone, onBack, onClose }: TerminalStepProps): ReactNode {
  const { found, problem, look } = useTerminalAccount();
  const texts = words.happy.terminal;
  if (found?.tag === 'readable') {
    return <JoinTerminal found={found} existing={existing} onDone={onDone} onBack={onBack} onClose={onClose} />;
  }
  return (
    <>
      {found === undefined && problem === undefined ? <p className="soft">{texts.looking}</p> : null}
      {found?.tag === 'none' ? <p className="card-note">{texts.none}</p> : null}
      {found?.tag === 'not-enough' ? (
        <>
          <p className="card-note">{texts.notEnough}</p>
          <TerminalFacts found={found} />
        </>
      ) : null}
      <Said said={problem === undefined ? undefined : { ok: false, text: problem }} />
      <StepButtons onBack={onBack} onClose={onClose}>
        {found?.tag === 'not-enough' ? (
          <Button look="accent" onPress={() => onLink(found.serverUrl)}>
            {texts.linkInstead}
          </Button>
        ) : (
          <Button onPress={look}>{texts.lookAgain}</Button>
        )}
      </StepButtons>
    </>
  );
}
