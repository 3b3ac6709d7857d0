import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Choice } from '../../ui/choice.tsx';

interface SystemQuietRowProps {
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Whether the system's do-not-disturb counts here, and what it says now. */
export function SystemQuietRow(props: SystemQuietRowProps): ReactNode {
  const quiet = useApp((view) => view.systemQuiet);
  const { systemQuiet } = words.settings;
  const note =
    quiet === null ? systemQuiet.unknown : `${systemQuiet.note} ${systemQuiet.now[quiet.state](quiet.source)}`;
  return <Choice type="checkbox" label={systemQuiet.label} note={note} {...props} />;
}
