import type { ReactNode } from 'react';

interface WayCardProps {
  readonly title: string;
  readonly note: string | undefined;
  /** Said instead of a button once it is done. */
  readonly done?: string | undefined;
  readonly children: ReactNode;
}

/** One way to begin. */
export function WayCard({ title, note, done, children }: WayCardProps): ReactNode {
  return (
    <li className="card guide-way">
      <h2>{title}</h2>
      {note === undefined ? null : <p className="soft">{note}</p>}
      <p role="status" className={done === undefined ? 'unseen' : 'said-ok'}>
        {done === undefined ? '' : `✓ ${done}`}
      </p>
      <div className="row">{children}</div>
    </li>
  );
}
