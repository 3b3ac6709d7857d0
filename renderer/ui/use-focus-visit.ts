import { useEffect, useRef, type RefObject } from 'react';

/** Takes the focus into a form that opened in the page, and gives it back to the button that opened it. */
export function useFocusVisit(): RefObject<(HTMLInputElement & HTMLTextAreaElement) | null> {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return field;
}
