import type { ReactNode } from 'react';
import { words } from '../../shared/strings/window.ts';

export function PracticeChip(): ReactNode {
  return (
    <span className="chip chip-practice" title={words.common.practiceNote}>
      {words.common.practice}
    </span>
  );
}
