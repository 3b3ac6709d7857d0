/**
 * Text made safe to judge: nothing in it can hide. Characters that print as nothing, reorder what follows, or imitate
 * Latin letters become marked runs; long gaps become counted ones. Two different texts never look the same.
 */
export type VisibleRun =
  | { readonly tag: 'text'; readonly text: string }
  /** A character that would not show as itself. `label` is what to draw, for example `U+202E`. */
  | { readonly tag: 'hidden'; readonly label: string }
  /** A look-alike letter inside a word of another script. */
  | { readonly tag: 'confusable'; readonly text: string; readonly label: string }
  /** A run of spaces, tabs or line breaks too long to trust the eye with. */
  | { readonly tag: 'gap'; readonly of: 'space' | 'tab' | 'line'; readonly count: number };

export type VisibleText = readonly VisibleRun[];
