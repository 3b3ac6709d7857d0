import type { ReactNode } from 'react';
import { Untrusted } from './visible-text.tsx';

interface FactTableProps {
  readonly summary: string;
  /** Name and value; what is not known is left out. */
  readonly facts: readonly (readonly [string, string | undefined])[];
}

/** Details for whoever opens them. */
export function FactTable({ summary, facts }: FactTableProps): ReactNode {
  return (
    <details className="session-details">
      <summary>{summary}</summary>
      <dl className="fact-table">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Untrusted text={value} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </details>
  );
}
