import { useId, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';

interface SettingsPartProps {
  readonly title: string;
  readonly managed: boolean;
  readonly children: ReactNode;
}

/** A titled group of settings; says so where the managed configuration fixes one of them. */
export function SettingsPart({ title, managed, children }: SettingsPartProps): ReactNode {
  const titleId = useId();
  return (
    <div role="group" className="card settings-part" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {managed ? (
        <p className="soft small">
          <span aria-hidden="true">🔒︎ </span>
          {words.settings.managed}
        </p>
      ) : null}
      {children}
    </div>
  );
}
