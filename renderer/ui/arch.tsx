import type { ReactNode } from 'react';

/** The gatehouse arch, open: nobody waits. */
export function Arch(): ReactNode {
  return (
    <svg className="arch" viewBox="0 0 64 56" width="72" height="63" aria-hidden="true" focusable="false">
      <path
        d="M6 52V14h6V8h8v6h8V8h8v6h8V8h8v6h6v38H44V38a12 12 0 0 0-24 0v14z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <path d="M2 52h60" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
