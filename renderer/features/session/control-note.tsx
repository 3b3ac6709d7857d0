import { useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { SecondStep } from '../../ui/second-step.tsx';
import type { SessionActions } from './use-session-actions.ts';

interface ControlNoteProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

/** Somebody sits at its terminal: says what that means here, and takes control only after a second step. */
export function ControlNote({ session, actions }: ControlNoteProps): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const { silence, control, capabilities } = session;
  const asksThere = silence === 'terminal-has-control';
  if (!asksThere && !(control === 'terminal' && capabilities.handOver)) return null;
  const said = words.session;
  return (
    <>
      <div className="card-note note-row">
        <p>{asksThere ? said.terminalAsks : said.terminalControls}</p>
        {capabilities.handOver ? (
          <Button small onPress={() => setAsked(!isAsked)} expanded={isAsked}>
            {said.takeControl}
          </Button>
        ) : null}
      </div>
      {isAsked ? (
        <SecondStep yes={said.takeControlYes} onYes={() => actions.handOver('here')} onClose={() => setAsked(false)}>
          <p>{said.takeControlConfirm}</p>
        </SecondStep>
      ) : null}
    </>
  );
}
