import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AskDetail, AskView } from '../../../shared/model/app-view.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { words } from '../../../shared/strings/window.ts';
import { currentPlace } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { AlwaysPanel } from './always-panel.tsx';
import { offerCommands } from './card-commands.ts';
import { DenyReason } from './deny-reason.tsx';
import { EditInput } from './edit-input.tsx';
import { holdWords } from './hold-words.ts';
import type { Gate } from './use-gate.ts';

interface ToolActionsProps {
  readonly ask: AskView;
  readonly detail: AskDetail | undefined;
  readonly gate: Gate;
  /** Shows the keys on the buttons. */
  readonly selected: boolean;
  /** Another form of saying yes (a question, a plan, a form) stands in place of Allow, Edit and Always. */
  readonly denyOnly?: boolean;
}

/** The tray's "Deny with a reason..." opens the window; its card may be drawn only after that. */
function isReasonWanted(key: AskView['key']): boolean {
  const place = currentPlace();
  return place.tag === 'inbox' && place.ask === key && place.intent === 'deny-with-reason';
}

type Panel = 'reason' | 'edit' | 'always' | null;

/** The buttons of a card. What is not offered is not there; what is held back says why. */
export function ToolActions({ ask, detail, gate, selected, denyOnly = false }: ToolActionsProps): ReactNode {
  const [panel, setPanel] = useState<Panel>(() => (isReasonWanted(ask.key) ? 'reason' : null));
  const [deliberate, setDeliberate] = useState(false);
  const allowButton = useRef<HTMLButtonElement>(null);
  const { offers } = ask;
  const { submit } = gate;
  const needsDeliberation = detail?.requiresUserInteraction === true || detail?.defaultToNo === true;
  const mayAllow = offers.allow && !denyOnly;
  const suggestions = mayAllow ? (detail?.suggestions ?? []) : [];
  const toggle = (next: Panel) => setPanel(panel === next ? null : next);
  const deny = (decision: Decision = { tag: 'deny', stop: false }) => void submit(decision);

  useEffect(() =>
    offerCommands(ask.key, {
      ...(mayAllow
        ? {
            allow: () => {
              if (needsDeliberation) {
                allowButton.current?.focus();
                setDeliberate(true);
              } else submit({ tag: 'allow' });
            },
          }
        : {}),
      ...(offers.deny ? { deny: () => void submit({ tag: 'deny', stop: false }) } : {}),
      ...(offers.denyWithReason ? { reason: () => setPanel('reason') } : {}),
      ...(offers.edit && mayAllow && detail !== undefined ? { edit: () => setPanel('edit') } : {}),
    }),
  );

  const hint = (key: string) => (selected ? { hint: key } : {});
  const allowOff = gate.allowHold !== null;
  const denyOff = gate.denyHold !== null;
  const why = holdWords(gate.allowHold);
  return (
    <>
      <div className="row actions">
        {mayAllow ? (
          <Button
            ref={allowButton}
            look={detail?.defaultToNo === true ? 'plain' : 'primary'}
            onPress={() => void submit({ tag: 'allow' })}
            off={allowOff}
            why={why}
            {...hint('a')}
          >
            {words.inbox.allow}
          </Button>
        ) : null}
        {offers.deny ? (
          <Button look="no" onPress={() => deny()} off={denyOff} why={holdWords(gate.denyHold)} {...hint('d')}>
            {words.inbox.deny}
          </Button>
        ) : null}
        {offers.denyWithReason ? (
          <Button onPress={() => toggle('reason')} expanded={panel === 'reason'} {...hint('r')}>
            {words.inbox.denyReason}
          </Button>
        ) : null}
        {offers.denyAndStop ? (
          <Button
            look="no"
            onPress={() => deny({ tag: 'deny', stop: true })}
            off={denyOff}
            why={holdWords(gate.denyHold)}
          >
            {words.inbox.denyStop}
          </Button>
        ) : null}
        {offers.edit && mayAllow && detail !== undefined ? (
          <Button onPress={() => toggle('edit')} expanded={panel === 'edit'} {...hint('e')}>
            {words.inbox.edit}
          </Button>
        ) : null}
        {suggestions.length > 0 ? (
          <Button onPress={() => toggle('always')} expanded={panel === 'always'}>
            {words.inbox.always} <span aria-hidden="true">▾</span>
          </Button>
        ) : null}
      </div>
      {detail?.defaultToNo === true ? <p className="note-wait small">{words.inbox.defaultNoNote}</p> : null}
      {deliberate ? (
        <p className="note-wait small" role="status">
          {words.inbox.pressEnter}
        </p>
      ) : null}
      {panel === 'reason' ? (
        <DenyReason mayStop={offers.denyAndStop} off={denyOff} onDeny={deny} onCancel={() => setPanel(null)} />
      ) : null}
      {panel === 'edit' && detail !== undefined ? (
        <EditInput
          inputJson={detail.inputJson}
          off={allowOff}
          why={why}
          onAllow={(editedInputJson) => void submit({ tag: 'allow', editedInputJson })}
          onCancel={() => setPanel(null)}
        />
      ) : null}
      {panel === 'always' ? (
        <AlwaysPanel
          suggestions={suggestions}
          off={allowOff}
          why={why}
          onChoose={(suggestionIndex) => void submit({ tag: 'allow', suggestionIndex })}
        />
      ) : null}
    </>
  );
}
