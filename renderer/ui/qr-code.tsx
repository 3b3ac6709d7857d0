import { useMemo, type ReactNode } from 'react';
import { encode } from 'uqr';

/** Light modules around the code, as the standard wants them: scanners need them to find it. */
const QUIET_MODULES = 4;

interface QrCodeProps {
  readonly text: string;
  /** What it is for, to screen readers. */
  readonly label: string;
}

/** A QR code as one path. Dark on light in every theme: not every scanner reads the inverse. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const { size, path } = useMemo(() => draw(text), [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const dark = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, path: dark.join('') };
}
