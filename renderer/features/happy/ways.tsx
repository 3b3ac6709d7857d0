import { useState, type ReactNode } from 'react';
import { happyConnectionSchema, HAPPY_SERVER_URL } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { WAYS, type Way } from './flow-step.ts';

interface WaysProps {
  readonly serverUrl: string;
  /** Absent where a known account is signed in: its server is settled, and a new account would be another one. */
  readonly onServerUrl: ((serverUrl: string) => void) | undefined;
  readonly onChoose: (way: Way, serverUrl: string) => void;
  readonly onClose: () => void;
}

/** The four ways to an account, and which server it is on. */
export function Ways({ serverUrl, onServerUrl, onChoose, onClose }: WaysProps): ReactNode {
  const [isWrong, setWrong] = useState(false);
  const texts = words.happy;
  const choose = (way: Way) => {
    const read = happyConnectionSchema.shape.serverUrl.safeParse(serverUrl.trim());
    setWrong(!read.success);
    if (read.success) onChoose(way, read.data);
  };
  return (
    <>
      <p className="soft">{texts.intro}</p>
      <ul className="ways">
        {WAYS.filter((way) => way !== 'create' || onServerUrl !== undefined).map((way) => (
          <li key={way}>
            <button type="button" className="way" onClick={() => choose(way)}>
              <span className="way-title">{texts.ways[way].title}</span>
              <span className="soft">{texts.ways[way].note}</span>
            </button>
          </li>
        ))}
      </ul>
      {onServerUrl === undefined ? null : (
        <details className="more-fields" open={isWrong || serverUrl !== HAPPY_SERVER_URL || undefined}>
          <summary>{texts.server}</summary>
          <div className="stack">
            <TextField
              label={texts.serverAddress}
              note={texts.serverNote}
              value={serverUrl}
              error={isWrong ? texts.serverError : undefined}
              onChange={onServerUrl}
              type="url"
              mono
            />
          </div>
        </details>
      )}
      <div className="row">
        <Button onPress={onClose}>{words.common.cancel}</Button>
      </div>
    </>
  );
}
