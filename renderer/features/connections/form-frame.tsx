import { useId, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Said, type SaidWords } from '../../ui/said.tsx';

interface FormFrameProps {
  readonly title: string;
  readonly busy: 'test' | 'save' | null;
  readonly said: SaidWords | undefined;
  /** What is wrong in no field of its own. */
  readonly problem?: string | undefined;
  readonly onSave: () => void;
  /** Absent where there is nothing to try. */
  readonly onTest?: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** What every form about a connection has around its fields. */
export function FormFrame({
  title,
  busy,
  said,
  problem,
  onSave,
  onTest,
  onCancel,
  children,
}: FormFrameProps): ReactNode {
  const titleId = useId();
  const texts = words.connections;
  return (
    <form className="card connection-form" aria-labelledby={titleId} onSubmit={(event) => event.preventDefault()}>
      <h2 id={titleId}>{title}</h2>
      {children}
      {problem === undefined ? null : <p className="said-error">{problem}</p>}
      <div className="row">
        <Button look="accent" onPress={onSave} off={busy !== null}>
          {texts.save}
        </Button>
        {onTest === undefined ? null : (
          <Button onPress={onTest} off={busy !== null}>
            {busy === 'test' ? texts.testing : texts.test}
          </Button>
        )}
        <Button onPress={onCancel}>{words.common.cancel}</Button>
      </div>
      <Said said={said} />
    </form>
  );
}
