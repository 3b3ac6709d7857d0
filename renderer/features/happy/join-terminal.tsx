import { useState, type ReactNode } from 'react';
import type { HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { connectionTestWords } from '../../ui/connection-test-words.ts';
import { Said, type SaidWords } from '../../ui/said.tsx';
import { NewName } from './new-name.tsx';
import { StepButtons } from './step-buttons.tsx';
import type { StepProps } from './step-props.ts';
import { TerminalFacts, type FoundTerminal } from './terminal-facts.tsx';
import { useNewConnection } from './use-new-connection.ts';

interface JoinTerminalProps extends StepProps {
  readonly found: FoundTerminal;
  readonly existing: HappySettings | undefined;
  readonly onDone: () => void;
}

/** Joins with the key of the `happy` command, which stays where it is. */
export function JoinTerminal({ found, existing, onDone, onBack, onClose }: JoinTerminalProps): ReactNode {
  const [said, setSaid] = useState<SaidWords | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const fresh = useNewConnection();
  const { happyHome, serverUrl } = found;
  const make = () =>
    existing === undefined
      ? fresh.make(serverUrl, { happyHome })
      : { ...existing, serverUrl, credentials: { happyHome } };
  const run = async (work: (connection: HappySettings) => Promise<SaidWords | undefined>) => {
    const connection = make();
    if (connection === undefined || isBusy) return;
    setBusy(true);
    setSaid(await work(connection));
    setBusy(false);
  };
  const join = async (connection: HappySettings): Promise<SaidWords | undefined> => {
    const saved = await call('connection:save', { connection });
    if (saved.ok) onDone();
    return saved.ok ? undefined : { ok: false, text: words.common.callError(saved.error.code) };
  };
  const test = async (connection: HappySettings): Promise<SaidWords> => {
    const tested = await call('connection:test', { connection });
    if (!tested.ok) return { ok: false, text: words.common.callError(tested.error.code) };
    return connectionTestWords(tested.value, 'happy');
  };
  return (
    <>
      <p>{words.happy.terminal.readable}</p>
      <TerminalFacts found={found} />
      {existing === undefined ? <NewName fresh={fresh} /> : null}
      <Said said={said} />
      <StepButtons onBack={onBack} onClose={onClose}>
        <Button look="accent" onPress={() => void run(join)} off={isBusy}>
          {words.happy.terminal.join}
        </Button>
        <Button onPress={() => void run(test)} off={isBusy}>
          {words.connections.test}
        </Button>
      </StepButtons>
    </>
  );
}
