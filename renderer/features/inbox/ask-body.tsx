import type { ReactNode } from 'react';
import type { AskDetail, AskView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { go } from '../../store/place.ts';
import { AskFacts } from './ask-facts.tsx';
import { ElicitationForm } from './elicitation-form.tsx';
import { InputParts } from './input-parts.tsx';
import { PlanForm } from './plan-form.tsx';
import { QuestionForm } from './question-form.tsx';
import { ToolActions } from './tool-actions.tsx';
import type { Gate } from './use-gate.ts';

interface AskBodyProps {
  readonly ask: AskView;
  readonly detail: AskDetail;
  readonly gate: Gate;
  readonly selected: boolean;
}

/** Everything of a card below its head: what is asked, what surrounds it, and the ways to answer this kind of ask. */
export function AskBody({ ask, detail, gate, selected }: AskBodyProps): ReactNode {
  const mayAnswer = ask.offers.allow;
  const form = mayAnswer ? answerForm(ask, detail, gate) : null;
  return (
    <>
      {form === null ? <InputParts parts={detail.parts} /> : null}
      <AskFacts ask={ask} detail={detail} />
      {form}
      {ask.kind === 'dialog' || !(mayAnswer || ask.offers.deny) ? (
        <div className="row">
          <p className="soft">{ask.kind === 'dialog' ? words.inbox.dialogNote : words.inbox.viewerOnly}</p>
          <Button small onPress={() => go({ tag: 'session', key: ask.sessionKey })}>
            {words.inbox.openSession}
          </Button>
        </div>
      ) : (
        <ToolActions ask={ask} detail={detail} gate={gate} selected={selected} denyOnly={form !== null} />
      )}
    </>
  );
}

function answerForm(ask: AskView, detail: AskDetail, gate: Gate): ReactNode {
  if (ask.kind === 'question' && detail.questions !== undefined && detail.questions.length > 0) {
    return <QuestionForm questions={detail.questions} gate={gate} />;
  }
  if (ask.kind === 'plan' && detail.plan !== undefined) return <PlanForm plan={detail.plan} gate={gate} />;
  if (ask.kind === 'elicitation' && detail.form !== undefined)
    return <ElicitationForm form={detail.form} gate={gate} />;
  return null;
}
