import { useId, useState, type ReactNode } from 'react';
import type { Question } from '../../../shared/model/permission-request.ts';
import { words } from '../../../shared/strings/window.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

interface QuestionFieldProps {
  readonly question: Question;
  /** The empty text means "not answered yet". */
  readonly onAnswer: (answer: string) => void;
}

interface Chosen {
  readonly labels: readonly string[];
  readonly own: string | null;
}

/** One of several questions: a group of choices with room for an answer of one's own. */
export function QuestionField({ question, onAnswer }: QuestionFieldProps): ReactNode {
  const name = useId();
  const [chosen, setChosen] = useState<Chosen>({ labels: [], own: null });
  const type = question.multiSelect ? 'checkbox' : 'radio';
  const change = (next: Chosen) => {
    setChosen(next);
    const own = next.own?.trim() ?? '';
    onAnswer([...next.labels, ...(own === '' ? [] : [own])].join(', '));
  };
  const choose = (label: string, checked: boolean) => {
    if (!question.multiSelect) return change({ labels: [label], own: null });
    const others = chosen.labels.filter((each) => each !== label);
    // Answers keep the order of the options, not that of the clicks.
    const labels = question.options
      .map((option) => option.label)
      .filter((each) => others.includes(each) || (checked && each === label));
    change({ ...chosen, labels });
  };
  return (
    <fieldset className="stack question-field">
      <legend className="question">
        <Untrusted text={question.question} />
      </legend>
      {question.multiSelect ? <p className="soft small">{words.inbox.chooseSeveral}</p> : null}
      {question.options.map((option, index) => (
        <Choice
          key={index}
          type={type}
          name={name}
          label={<Untrusted text={option.label} />}
          {...(option.description === undefined ? {} : { note: <Untrusted text={option.description} /> })}
          checked={chosen.labels.includes(option.label)}
          onChange={(checked) => choose(option.label, checked)}
        />
      ))}
      <Choice
        type={type}
        name={name}
        label={words.inbox.somethingElse}
        checked={chosen.own !== null}
        onChange={(checked) => change({ labels: question.multiSelect ? chosen.labels : [], own: checked ? '' : null })}
      />
      {chosen.own === null ? null : (
        <TextField label={words.inbox.ownAnswer} value={chosen.own} onChange={(own) => change({ ...chosen, own })} />
      )}
    </fieldset>
  );
}
