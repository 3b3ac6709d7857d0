import { diffArrays } from 'diff';
import type { VisibleRun, VisibleText } from '../../shared/visible-text.ts';

export type DiffLine = { readonly runs: readonly DiffRun[] } & {
  readonly tag: 'same' | 'added' | 'removed';
};
/** `changed` marks the words that differ inside a changed line. */
interface DiffRun {
  readonly run: VisibleRun;
  readonly changed: boolean;
}

/** Lines around a change that stay in view. */
const CONTEXT_LINES = 3;

/** Beyond this a comparison would hold the window up; the two texts are shown one after the other instead. */
const MAX_EDITS = 4_000;

/** Compares two texts line by line, then pairs of changed lines word by word. Undefined where they differ too much. */
export function diffLines(before: VisibleText, after: VisibleText): readonly DiffLine[] | undefined {
  const [oldLines, newLines] = [splitLines(before), splitLines(after)];
  const changes = diffArrays(oldLines.map(keyOf), newLines.map(keyOf), { maxEditLength: MAX_EDITS });
  if (changes === undefined) return undefined;
  const lines: DiffLine[] = [];
  let oldAt = 0;
  let newAt = 0;
  let removed: (readonly VisibleRun[])[] = [];
  const flush = (added: readonly (readonly VisibleRun[])[]) => {
    lines.push(...pairWords(removed, added));
    removed = [];
  };
  for (const change of changes) {
    const count = change.value.length;
    if (change.removed) {
      removed = oldLines.slice(oldAt, (oldAt += count));
    } else if (change.added) {
      flush(newLines.slice(newAt, (newAt += count)));
    } else {
      flush([]);
      for (const runs of newLines.slice(newAt, newAt + count)) lines.push({ tag: 'same', runs: runs.map(unchanged) });
      oldAt += count;
      newAt += count;
    }
  }
  flush([]);
  return lines;
}

/** Replaces unchanged lines far from any change by their number. */
export function foldSame(
  lines: readonly DiffLine[],
): readonly (DiffLine | { readonly tag: 'fold'; readonly count: number })[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.tag === 'same') return;
    for (let at = index - CONTEXT_LINES; at <= index + CONTEXT_LINES; at++) near.add(at);
  });
  const folded: (DiffLine | { readonly tag: 'fold'; readonly count: number })[] = [];
  let count = 0;
  const flush = () => {
    if (count > 0) folded.push({ tag: 'fold', count });
    count = 0;
  };
  lines.forEach((line, index) => {
    if (near.has(index)) {
      flush();
      folded.push(line);
    } else count++;
  });
  flush();
  return folded;
}

function pairWords(
  removed: readonly (readonly VisibleRun[])[],
  added: readonly (readonly VisibleRun[])[],
): readonly DiffLine[] {
  if (removed.length !== added.length) {
    return [
      ...removed.map((runs) => ({ tag: 'removed' as const, runs: runs.map(unchanged) })),
      ...added.map((runs) => ({ tag: 'added' as const, runs: runs.map(unchanged) })),
    ];
  }
  const pairs = removed.map((runs, index) => markWords(runs, added[index] ?? []));
  return [
    ...pairs.map((pair) => ({ tag: 'removed' as const, runs: pair.before })),
    ...pairs.map((pair) => ({ tag: 'added' as const, runs: pair.after })),
  ];
}

function markWords(before: readonly VisibleRun[], after: readonly VisibleRun[]) {
  const [oldWords, newWords] = [splitWords(before), splitWords(after)];
  const changes = diffArrays(
    oldWords.map((run) => keyOf([run])),
    newWords.map((run) => keyOf([run])),
    { maxEditLength: 400 },
  );
  if (changes === undefined) return { before: before.map(unchanged), after: after.map(unchanged) };
  const marked: { before: DiffRun[]; after: DiffRun[] } = { before: [], after: [] };
  for (const change of changes) {
    const count = change.value.length;
    const take = (side: DiffRun[], from: VisibleRun[], changed: boolean) =>
      side.push(...from.splice(0, count).map((run) => ({ run, changed })));
    if (!change.added) take(marked.before, oldWords, change.removed);
    if (!change.removed) take(marked.after, newWords, change.added);
  }
  return marked;
}

const unchanged = (run: VisibleRun): DiffRun => ({ run, changed: false });
const keyOf = (runs: readonly VisibleRun[]): string => JSON.stringify(runs);

/** Cuts a text at its line breaks. A text that ends in one has no further, empty line. */
function splitLines(text: VisibleText): (readonly VisibleRun[])[] {
  const lines: VisibleRun[][] = [[]];
  for (const run of text) {
    if (run.tag !== 'text') {
      lines.at(-1)?.push(run);
      continue;
    }
    run.text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ tag: 'text', text: part });
    });
  }
  if (lines.length > 0 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function splitWords(runs: readonly VisibleRun[]): VisibleRun[] {
  return runs.flatMap((run): VisibleRun[] => (run.tag === 'text' ? wordsOf(run.text) : [run]));
}

function wordsOf(text: string): VisibleRun[] {
  const parts = text.split(/(\s+|[\p{L}\p{N}_]+)/u).filter((part) => part !== '');
  return parts.map((part) => ({ tag: 'text', text: part }));
}
