import type { JournalEntry } from '../../shared/model/journal.ts';

export interface Journal {
  /** Opens the file; says how many bytes of a broken tail were dropped. */
  open(): Promise<{ readonly truncatedBytes: number }>;
  append(entry: JournalEntry): void;
  /**
   * Newest first.
   *
   * @param before  where the page before ended (`next`), or null for the newest page
   */
  search(
    text: string,
    before: number | null,
    count: number,
  ): Promise<{ readonly entries: readonly JournalEntry[]; readonly next: number | null }>;
  /** Writes all entries as JSON lines. @returns how many. */
  exportTo(path: string): Promise<number>;
  close(): Promise<void>;
}
