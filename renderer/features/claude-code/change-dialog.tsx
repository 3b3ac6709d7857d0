import type { ReactNode } from 'react';
import type { SettingsChange } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { makeVisible } from '../../../shared/visible-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DiffView } from '../../ui/diff-view.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Place } from './claude-notes.tsx';
import { useChange, type WantedChange } from './use-change.ts';

interface ChangeDialogProps {
  readonly wanted: WantedChange;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Shows the exact change of Claude Code's settings, in words and as a diff, before it is written. */
export function ChangeDialog({ wanted, onDone, onClose }: ChangeDialogProps): ReactNode {
  const { state, write } = useChange(wanted, onDone);
  const said = words.claudeCode.change;
  const change = state.tag === 'shown' || state.tag === 'writing' ? state.change : undefined;
  const problem = state.tag === 'shown' || state.tag === 'failed' ? state.problem : undefined;
  return (
    <Dialog title={said[wanted].title} onClose={onClose} wide firstFocus="title">
      <ul className="stack means">
        {said[wanted].means.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="stack change-body">
        {change?.ignoredAt === undefined || wanted === 'disconnect' ? null : (
          <div className="card-note">
            <p>{said.ignored}</p>
            <Place path={change.path} detail={change.ignoredAt} />
          </div>
        )}
        {change === undefined ? null : <Change change={change} />}
        {state.tag === 'loading' ? <p className="soft">{said.loading}</p> : null}
      </div>
      <Failure text={problem} />
      <div className="row">
        {state.tag === 'failed' ? null : (
          <Button
            look={wanted === 'disconnect' ? 'no' : 'accent'}
            off={state.tag !== 'shown'}
            onPress={() => void (change !== undefined && write(change))}
          >
            {state.tag === 'writing' ? said.working : said[wanted].yes}
          </Button>
        )}
        <Button onPress={onClose}>{words.common.cancel}</Button>
      </div>
    </Dialog>
  );
}

function Change({ change }: { readonly change: SettingsChange }): ReactNode {
  const said = words.claudeCode.change;
  return (
    <>
      <p>
        <span className="soft">{said.file} </span>
        <code>
          <Untrusted text={change.path} />
        </code>
      </p>
      {change.before === change.after ? (
        <p className="soft">{said.unchanged}</p>
      ) : (
        <>
          {change.before === '' ? <p className="soft">{said.newFile}</p> : null}
          <div className="change-diff" role="region" aria-label={said.diff} tabIndex={0}>
            <DiffView before={makeVisible(change.before)} after={makeVisible(change.after)} foldsSame />
          </div>
          <p className="soft small">{said.token}</p>
        </>
      )}
    </>
  );
}
