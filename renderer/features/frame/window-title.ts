import { useEffect } from 'react';
import { useApp } from '../../store/app-store.ts';

/** Counts open requests in the title, for desktops whose task list is all there is. */
export function useWindowTitle(): void {
  const count = useApp((view) => view.inbox.length);
  useEffect(() => {
    document.title = count === 0 ? 'Gatehouse' : `(${count}) Gatehouse`;
  }, [count]);
}
