import { useEffect, useRef, type RefObject } from 'react';

/** Takes the focus when what had it is gone, such as the button that led here: readers and keys go on from this box. */
export function useLostFocus(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return box;
}
