import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { ChangeDialog } from './change-dialog.tsx';

interface ConnectClaudeProps {
  readonly look?: 'plain' | 'accent';
  readonly small?: boolean;
  readonly onConnected?: () => void;
}

/** The button to connect Claude Code, wherever it is missed. Shows the change first. */
export function ConnectClaude({ look = 'accent', small = false, onConnected }: ConnectClaudeProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} small={small} onPress={() => setOpen(true)}>
        {words.claudeCode.connect}
      </Button>
      {open ? (
        <ChangeDialog
          wanted="connect"
          onDone={() => {
            setOpen(false);
            onConnected?.();
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
