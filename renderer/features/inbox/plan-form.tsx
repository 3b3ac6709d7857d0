import { useId, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { useLink } from '../../ui/use-link.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { holdWords } from './hold-words.ts';
import { EndMark } from './seen-ends.tsx';
import { modeWords } from './suggestion-words.ts';
import type { Gate } from './use-gate.ts';

/** What the session may do after its plan is approved. The careful one stands first and is preselected. */
const modesAfter = ['default', 'acceptEdits'] as const;

interface PlanFormProps {
  readonly plan: string;
  readonly gate: Gate;
}

export function PlanForm({ plan, gate }: PlanFormProps): ReactNode {
  const [mode, setMode] = useState<string>(modesAfter[0]);
  const [asWritten, setAsWritten] = useState(false);
  const { openLink, linkProblem } = useLink();
  const name = useId();
  return (
    <div className="stack">
      <div className="part">
        <div className="part-body plan" role="group" aria-label={words.inbox.plan} tabIndex={0}>
          {asWritten ? (
            <pre className="code">
              <Untrusted text={plan} />
            </pre>
          ) : (
            <Markdown text={plan} onLink={openLink} />
          )}
          <EndMark />
        </div>
      </div>
      {linkProblem}
      <div className="row">
        <Button small look="quiet" onPress={() => setAsWritten(!asWritten)}>
          {asWritten ? words.inbox.planRendered : words.inbox.planRaw}
        </Button>
      </div>
      <fieldset className="row plan-modes">
        <legend>{words.inbox.planMode}</legend>
        {modesAfter.map((each) => (
          <Choice
            key={each}
            type="radio"
            name={name}
            label={modeWords(each)}
            checked={mode === each}
            onChange={() => setMode(each)}
          />
        ))}
      </fieldset>
      <div className="row">
        <Button
          look="primary"
          onPress={() => void gate.submit({ tag: 'approve-plan', mode })}
          off={gate.allowHold !== null}
          why={holdWords(gate.allowHold)}
        >
          {words.inbox.planApprove}
        </Button>
      </div>
    </div>
  );
}
