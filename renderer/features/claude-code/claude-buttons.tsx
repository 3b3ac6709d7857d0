import type { ReactNode } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import type { ClaudeCodeView } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { runTrial, useTrial } from './trial.ts';
import type { WantedChange } from './use-change.ts';

interface ClaudeButtonsProps {
  readonly claude: ClaudeCodeView;
  readonly connection: ConnectionView | undefined;
  readonly onChange: (wanted: WantedChange) => void;
  readonly onEdit: (() => void) | undefined;
  readonly onLook: () => void;
}

/** Only what can be done now; the next sensible step stands first and in colour. */
export function ClaudeButtons({ claude, connection, onChange, onEdit, onLook }: ClaudeButtonsProps): ReactNode {
  const said = words.claudeCode;
  const trial = useTrial();
  const { hooks, program } = claude;
  const isFound = program.tag === 'found';
  const isReadable = hooks.tag !== 'unreadable';
  const isBroken = hooks.tag === 'damaged' || hooks.tag === 'outdated';
  const wantsConnecting = isReadable && (connection === undefined || hooks.tag === 'not-connected');
  return (
    <div className="row">
      {wantsConnecting ? (
        <Button look={program.tag === 'not-found' ? 'plain' : 'accent'} onPress={() => onChange('connect')}>
          {program.tag === 'not-found' ? said.connectAnyway : said.connect}
        </Button>
      ) : null}
      {isBroken && !wantsConnecting ? (
        <Button look="accent" onPress={() => onChange('repair')}>
          {said.repair}
        </Button>
      ) : null}
      {hooks.tag === 'connected' && connection?.state.tag === 'live' ? (
        <Button onPress={() => void runTrial()} off={trial.tag === 'running'}>
          {trial.tag === 'running' ? said.tryingNow : said.tryIt}
        </Button>
      ) : null}
      {isFound && isReadable ? null : <Button onPress={onLook}>{said.lookAgain}</Button>}
      {onEdit === undefined ? null : <Button onPress={onEdit}>{said.edit}</Button>}
      {isReadable && connection?.managed !== true && (connection !== undefined || hooks.tag !== 'not-connected') ? (
        <Button look="no" onPress={() => onChange('disconnect')}>
          {said.disconnect}
        </Button>
      ) : null}
    </div>
  );
}
