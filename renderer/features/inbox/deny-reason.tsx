import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Decision } from '../../../shared/model/decision.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface DenyReasonProps {
  readonly mayStop: boolean;
  readonly off: boolean;
  readonly onDeny: (decision: Decision) => void;
  readonly onCancel: () => void;
}

export function DenyReason({ mayStop, off, onDeny, onCancel }: DenyReasonProps): ReactNode {
  const [reason, setReason] = useState('');
  const [stop, setStop] = useState(false);
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const send = () => {
    const text = reason.trim();
    onDeny(text === '' ? { tag: 'deny', stop } : { tag: 'deny', reason: text, stop });
  };
  return (
    <div
      className="panel stack"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
      }}
    >
      <TextField ref={box} label={words.inbox.reasonLabel} value={reason} onChange={setReason} lines={2} />
      <div className="row">
        <Button look="no" onPress={send} off={off}>
          {words.inbox.reasonSend}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
        {mayStop ? <Choice type="checkbox" label={words.inbox.reasonStop} checked={stop} onChange={setStop} /> : null}
      </div>
    </div>
  );
}
