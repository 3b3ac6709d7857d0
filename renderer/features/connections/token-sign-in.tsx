import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFocusVisit } from '../../ui/use-focus-visit.ts';

interface TokenSignInProps {
  readonly onSignIn: (token: string) => Promise<void>;
  readonly onCancel: () => void;
}

export function TokenSignIn({ onSignIn, onCancel }: TokenSignInProps): ReactNode {
  const [token, setToken] = useState('');
  const box = useFocusVisit();
  const send = () => void (token.trim() !== '' && onSignIn(token.trim()));
  return (
    <div className="panel stack">
      <TextField
        ref={box}
        label={words.connections.signInToken}
        value={token}
        onChange={setToken}
        secret
        note={words.connections.terms}
        onEnter={send}
      />
      <div className="row">
        <Button look="accent" onPress={send} off={token.trim() === ''}>
          {words.connections.signInSave}
        </Button>
        <Button onPress={onCancel}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}
