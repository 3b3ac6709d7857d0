import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { pressedKeys } from './pressed-keys.ts';

interface KeyRecorderProps {
  readonly label: string;
  readonly isMac: boolean;
  readonly disabled: boolean;
  readonly onKeys: (accelerator: string) => void;
}

/** A button that, once pressed, takes the next keys. Escape and leaving it cancel; Tab is never taken. */
export function KeyRecorder({ label, isMac, disabled, onKeys }: KeyRecorderProps): ReactNode {
  const [state, setState] = useState<'idle' | 'listening' | 'not-usable'>('idle');
  const said = words.settings.shortcut;
  const isListening = state !== 'idle';
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={disabled}
        aria-pressed={isListening}
        onClick={() => setState('listening')}
        onBlur={() => setState('idle')}
        onKeyDown={(event) => {
          if (!isListening || event.key === 'Tab') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') return setState('idle');
          const pressed = pressedKeys(event.nativeEvent, isMac);
          if (pressed.tag === 'more-needed') return;
          if (pressed.tag === 'not-usable') return setState('not-usable');
          setState('idle');
          onKeys(pressed.accelerator);
        }}
        onKeyUp={(event) => {
          // Space would press the button again.
          if (isListening) event.preventDefault();
        }}
      >
        {isListening ? said.pressNow : label}
      </button>
      <span role="status">{state === 'not-usable' ? said.notUsable : isListening ? said.escapeCancels : null}</span>
    </>
  );
}
