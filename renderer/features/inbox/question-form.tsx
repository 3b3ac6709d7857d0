import { useState, type ReactNode } from 'react';
import type { Question } from '../../../shared/model/permission-request.ts';
import type { QuestionAnswer } from '../../../shared/model/decision.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { holdWords } from './hold-words.ts';
import { QuestionField } from './question-field.tsx';
import { EndMark } from './seen-ends.tsx';
import type { Gate } from './use-gate.ts';

interface QuestionFormProps {
  readonly questions: readonly Question[];
  readonly gate: Gate;
}

/** One plain question is answered by one click; several, or several choices, are answered together. */
export function QuestionForm({ questions, gate }: QuestionFormProps): ReactNode {
  const [only] = questions;
  return (
    <div className="stack">
      {questions.length === 1 && only !== undefined && !only.multiSelect ? (
        <OneQuestion question={only} gate={gate} />
      ) : (
        <SeveralQuestions questions={questions} gate={gate} />
      )}
      <EndMark />
    </div>
  );
}

function OneQuestion({ question, gate }: { readonly question: Question; readonly gate: Gate }): ReactNode {
  const [own, setOwn] = useState<string | null>(null);
  const off = gate.allowHold !== null;
  const why = holdWords(gate.allowHold);
  const answer = (text: string) =>
    void gate.submit({ tag: 'answer', answers: [{ question: question.question, answer: text }] });
  return (
    <>
      <p className="question">
        <Untrusted text={question.question} />
      </p>
      <div className="row options">
        {question.options.map((option, index) => (
          <Button key={index} onPress={() => answer(option.label)} off={off} why={why}>
            <span className="option">
              <Untrusted text={option.label} />
              {option.description === undefined ? null : (
                <small>
                  <Untrusted text={option.description} />
                </small>
              )}
            </span>
          </Button>
        ))}
        <Button onPress={() => setOwn(own === null ? '' : null)} expanded={own !== null}>
          {words.inbox.somethingElse}
        </Button>
      </div>
      {own === null ? null : (
        <div className="panel stack">
          <TextField
            label={words.inbox.ownAnswer}
            value={own}
            onChange={setOwn}
            onEnter={() => own.trim() !== '' && answer(own.trim())}
          />
          <div className="row">
            <Button look="primary" onPress={() => answer(own.trim())} off={off || own.trim() === ''} why={why}>
              {words.inbox.sendAnswer}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function SeveralQuestions({ questions, gate }: QuestionFormProps): ReactNode {
  const [answers, setAnswers] = useState<readonly string[]>(() => questions.map(() => ''));
  const complete = answers.every((answer) => answer !== '');
  const why = complete ? holdWords(gate.allowHold) : words.inbox.answerMissing;
  const send = () =>
    void gate.submit({
      tag: 'answer',
      answers: questions.map((question, index): QuestionAnswer => ({
        question: question.question,
        answer: answers[index] ?? '',
      })),
    });
  return (
    <>
      {questions.map((question, index) => (
        <QuestionField
          key={index}
          question={question}
          onAnswer={(answer) => setAnswers((all) => all.map((each, at) => (at === index ? answer : each)))}
        />
      ))}
      <div className="row">
        <Button look="primary" onPress={send} off={!complete || gate.allowHold !== null} why={why}>
          {questions.length === 1 ? words.inbox.sendAnswer : words.inbox.sendAnswers}
        </Button>
        {complete ? null : <span className="soft small">{words.inbox.answerMissing}</span>}
      </div>
    </>
  );
}
