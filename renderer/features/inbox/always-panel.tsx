import { useState, type ReactNode } from 'react';
import type { PermissionSuggestion } from '../../../shared/model/permission-request.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { secondStepWords, suggestionLabel } from './suggestion-words.ts';

interface AlwaysPanelProps {
  readonly suggestions: readonly PermissionSuggestion[];
  readonly off: boolean;
  readonly why: string | undefined;
  readonly onChoose: (suggestionIndex: number) => void;
}

/** Each ready-made rule on its own, with its scope in words. What reaches far takes a second step. */
export function AlwaysPanel({ suggestions, off, why, onChoose }: AlwaysPanelProps): ReactNode {
  const [confirming, setConfirming] = useState<number | null>(null);
  return (
    <div className="panel">
      <p className="soft small">{words.inbox.alwaysNote}</p>
      <ul className="always">
        {suggestions.map((suggestion, index) => {
          const secondStep = secondStepWords(suggestion);
          return (
            <li key={index}>
              <Button
                onPress={() => (secondStep === undefined ? onChoose(index) : setConfirming(index))}
                off={off}
                why={why}
                {...(secondStep === undefined ? {} : { expanded: confirming === index })}
              >
                <Untrusted text={suggestionLabel(suggestion)} />
              </Button>
              <span className="soft small">{words.inbox.destination(suggestion.destination)}</span>
              {confirming === index && secondStep !== undefined ? (
                <div className="second-step" role="alert">
                  <p>{secondStep}</p>
                  <div className="row">
                    <Button look="no" onPress={() => onChoose(index)} off={off} why={why}>
                      {words.inbox.secondStepConfirm}
                    </Button>
                    <Button onPress={() => setConfirming(null)}>{words.common.back}</Button>
                  </div>
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
