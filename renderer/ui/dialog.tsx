import { useEffect, useId, useRef, type ReactNode, type RefObject } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** Where to begin, if not at the first button: at the title to be read from the top, or at a field. */
  readonly firstFocus?: 'title' | RefObject<HTMLElement | null>;
}

/** A modal dialog; the browser keeps the focus inside and gives it back when it closes. */
export function Dialog({ title, onClose, children, wide = false, firstFocus }: DialogProps): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const wanted = useRef(firstFocus);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    const first = wanted.current === 'title' ? heading : wanted.current;
    first?.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={ref} className={wide ? 'wide-dialog' : undefined} aria-labelledby={titleId} onClose={onClose}>
      <div className="stack">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
