import type { ReactNode } from 'react';

const SESSIONS_AT = [18, 92, 166];

/** Sessions on the left, the gate in the middle, the person's notification on the right; the answer runs back below. */
export function WelcomePicture({ label }: { readonly label: string }): ReactNode {
  return (
    <svg className="guide-picture" viewBox="0 0 640 244" role="img" aria-label={label}>
      {SESSIONS_AT.map((y, index) => (
        <Session key={y} y={y} waits={index === 1} />
      ))}
      <g fill="none" strokeWidth="2" strokeLinecap="round">
        <path className="pic-line" d="M150 44C210 44 214 108 262 112" />
        <path className="pic-ask" d="M150 118H262" />
        <path className="pic-line" d="M150 192C210 192 214 128 262 124" />
        <path className="pic-ask" d="M380 118H440" />
        <path className="pic-answer" d="M540 180V206Q540 226 520 226H226Q206 226 206 206V150Q206 132 190 132H158" />
      </g>
      <path className="pic-ask-head" d="M440 111L452 118L440 125Z" />
      <path className="pic-answer-head" d="M160 125L148 132L160 139Z" />
      <Gate />
      <Notice />
    </svg>
  );
}

function Session({ y, waits }: { readonly y: number; readonly waits: boolean }): ReactNode {
  return (
    <g transform={`translate(20 ${y})`}>
      <rect className="pic-card" x="1" y="1" width="128" height="56" rx="9" />
      <circle className={waits ? 'pic-waits' : 'pic-works'} cx="19" cy="20" r="5.5" />
      <path className="pic-text" d="M34 20h66" />
      <path className="pic-soft" d="M15 39h50M73 39h34" />
    </g>
  );
}

function Gate(): ReactNode {
  return (
    <g>
      <path className="pic-gate" d="M266 190V78h18V62h20v16h18V62h20v16h18V62h16v128H348V146a27 27 0 0 0-54 0v44z" />
      <path className="pic-ground" d="M246 190h150" />
      <rect className="pic-held" x="303" y="146" width="36" height="24" rx="5" />
      <path className="pic-held-mark" d="M311 158h20" />
    </g>
  );
}

function Notice(): ReactNode {
  return (
    <g transform="translate(454 66)">
      <rect className="pic-card pic-lifted" x="1" y="1" width="166" height="112" rx="12" />
      <path className="pic-mark" d="M18 34V18h4v-3h3v3h4v-3h3v3h4v16h-6v-7a3 3 0 0 0-6 0v7z" />
      <path className="pic-text" d="M48 22h96" />
      <path className="pic-soft" d="M48 35h66" />
      <path className="pic-soft" d="M18 54h128" />
      <rect className="pic-allow" x="16" y="72" width="64" height="26" rx="7" />
      <path className="pic-allow-mark" d="M41 85l5 5l9-10" />
      <rect className="pic-deny" x="88" y="72" width="64" height="26" rx="7" />
      <path className="pic-deny-mark" d="M115 80l10 10M125 80l-10 10" />
    </g>
  );
}
