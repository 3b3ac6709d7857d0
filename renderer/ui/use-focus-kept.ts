import { useEffect, useRef } from 'react';

/**
 * Gives the focus back to the field that had it, once everything was drawn anew.
 *
 * @param drawing  changes with each new drawing; only fields with an `id` of their own are found again
 */
export function useFocusKept(drawing: string): void {
  const last = useRef('');
  useEffect(() => {
    const note = ({ target }: FocusEvent) => void (last.current = target instanceof Element ? target.id : '');
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>(`[id="${last.current}"]`)?.focus();
  }, [drawing]);
}
