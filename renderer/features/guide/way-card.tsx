import type { ReactNode } from 'react';

interface WayCardProps {
  readonly title: string;
  readonly note: string | undefined;
  /** What the button below will do, where that needs a word. */
  readonly detail?: string | undefined;
  /** Said instead of a button once it is done. */
  readonly done?: string | undefined;
  readonly children: ReactNode;
}

/** One way to begin. */
export function WayCard({ title, note, detail, done, children }: WayCardProps): ReactNode {
  return (
    <li className="card guide-way">
      <h2>{title}</h2>
      {note === undefined ? null : <p className="soft">{note}</p>}
      {detail === undefined ? null : <p className="soft small">{detail}</p>}
      <p role="status" className={done === undefined ? 'unseen' : 'said-ok'}>
        {done === undefined ? '' : `✓ ${done}`}
      </p>
      <div className="row">{children}</div>
    </li>
  );
}
