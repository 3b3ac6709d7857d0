import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { words } from '../../../shared/strings/window.ts';

interface SeenEnds {
  readonly wait: (mark: HTMLElement) => void;
  readonly done: (mark: HTMLElement) => void;
}
const SeenEndsContext = createContext<SeenEnds | null>(null);

/** Knows which ends of the input the person has not seen yet. */
export function useSeenEnds() {
  const unseen = useRef(new Set<HTMLElement>());
  const [allSeen, setAllSeen] = useState(true);
  const ends = useMemo<SeenEnds>(() => {
    const tell = () => setAllSeen(unseen.current.size === 0);
    return {
      wait: (mark) => (unseen.current.add(mark), tell()),
      done: (mark) => (unseen.current.delete(mark), tell()),
    };
  }, []);
  const areSeen = useCallback(() => unseen.current.size === 0, []);
  const showNext = useCallback(() => {
    const [next] = unseen.current;
    next?.scrollIntoView({ block: 'center' });
  }, []);
  return { ends, allSeen, areSeen, showNext };
}

export function SeenEndsScope({
  ends,
  children,
}: {
  readonly ends: SeenEnds;
  readonly children: ReactNode;
}): ReactNode {
  return <SeenEndsContext value={ends}>{children}</SeenEndsContext>;
}

/** Stands behind a piece of input. Once it was inside what the person can see, the piece counts as seen. */
export function EndMark(): ReactNode {
  const ends = useContext(SeenEndsContext);
  const ref = useRef<HTMLSpanElement>(null);
  const seen = useRef(false);
  useLayoutEffect(() => {
    const mark = ref.current;
    if (ends === null || mark === null || seen.current) return;
    ends.wait(mark);
    return () => ends.done(mark);
  }, [ends]);
  useEffect(() => {
    const mark = ref.current;
    if (ends === null || mark === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting && entry.intersectionRatio >= 0.5)) return;
        seen.current = true;
        ends.done(mark);
        observer.disconnect();
      },
      { threshold: 0.5 },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [ends]);
  return (
    <span ref={ref} className="end-mark">
      <span className="unseen">{words.inbox.inputEnd}</span>
    </span>
  );
}
