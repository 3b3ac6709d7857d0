import { useEffect, useRef } from 'react';

/**
 * When something is drawn in the place of something else, and what had the focus went with it, reading and keys go on from
 * the title of the page. Whatever has the focus keeps it, and a window that opens waits for the person's first step.
 *
 * @param drawing  changes with what is drawn
 */
export function useFocusCaught(drawing: string | boolean): void {
  const was = useRef(drawing);
  useEffect(() => {
    if (was.current !== drawing && document.activeElement === document.body) focusTitle();
    was.current = drawing;
  }, [drawing]);
}

function focusTitle(): void {
  const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main');
  if (target === null) return;
  // Never by Tab; set here so that no page has to think of it.
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
