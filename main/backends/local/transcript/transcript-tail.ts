import { stat } from 'node:fs/promises';
import { KIB } from '../../../../shared/units.ts';
import { LineTail } from './line-tail.ts';
import { isWanted } from './record-kind.ts';
import { endingFacts, pageBefore } from './record-page.ts';
import { readRecord } from './record.ts';
import { SubagentFiles } from './subagent-files.ts';
import type { ToolDecision, TranscriptFacts } from './transcript-facts.ts';

/** Looked at once, where the usual ending did not hold a prompt. */
const LONG_ENDING_BYTES = 512 * KIB;

export interface TranscriptListener {
  /** One record to show, as it stands in the file; valid only during the call. */
  readonly onSaid: (line: Uint8Array) => void;
  readonly onFacts: (facts: TranscriptFacts) => void;
  readonly onToolResult: (toolUseId: string, decision: ToolDecision | null) => void;
  /** A record was too long or could not be read. */
  readonly onSkipped: () => void;
}

/**
 * Follows one session's record. `title`: only its ending is read, for facts, when it has changed. `all`: every record,
 * from a page of the past on.
 */
export class TranscriptTail {
  readonly path: string;
  readonly #listener: TranscriptListener;
  #depth: 'title' | 'all' = 'title';
  #all: { readonly main: LineTail; readonly subagents: SubagentFiles } | null = null;
  /** Where the oldest page read so far begins. */
  #startBytes: number | null = null;
  /** Where the oldest record begins that was told. */
  #toldFromBytes: number | null = null;
  #endingSeen: string | null = null;
  #oversized = 0;
  #working: Promise<void> | null = null;
  #again = false;

  constructor(path: string, listener: TranscriptListener) {
    this.path = path;
    this.#listener = listener;
  }

  set depth(depth: 'title' | 'all') {
    this.#depth = depth;
  }

  get depth(): 'title' | 'all' {
    return this.#depth;
  }

  /** Reads what is new. Calls during one are gathered into one more. Never rejects. */
  look(): Promise<void> {
    this.#again = true;
    this.#working ??= this.#work();
    return this.#working;
  }

  get mayHaveOlder(): boolean {
    return this.#startBytes !== 0;
  }

  /** @param fromEnd  the next page of the past is the newest, not the one before what was told */
  rewind(fromEnd: boolean): void {
    this.#startBytes = fromEnd ? null : this.#toldFromBytes;
  }

  /** What was said before the oldest record read so far, oldest first; none = nothing is older. Null: unreadable. */
  async older(): Promise<readonly Buffer[] | null> {
    const page = await pageBefore(this.path, this.#startBytes);
    if (page === null) return null;
    this.#startBytes = page.startBytes;
    return page.lines;
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await (this.#depth === 'all' ? this.#readAll() : this.#readEnding());
    }
    this.#working = null;
  }

  async #readEnding(): Promise<void> {
    const found = await stat(this.path).catch(() => null);
    const seen = found === null ? null : `${found.ino}/${found.size}/${found.mtimeMs}`;
    if (seen === null || seen === this.#endingSeen) return;
    const isFirst = this.#endingSeen === null;
    this.#endingSeen = seen;
    let facts = await endingFacts(this.path);
    if (isFirst && facts !== null && facts.lastPrompt === undefined) {
      facts = await endingFacts(this.path, LONG_ENDING_BYTES);
    }
    if (facts !== null) this.#listener.onFacts(facts);
  }

  async #readAll(): Promise<void> {
    if (this.#all === null) await this.#begin();
    const all = this.#all;
    if (all === null) return;
    const look = await all.main.read((line) => this.#take(line, 'now'));
    for (; this.#oversized < all.main.oversized; this.#oversized++) this.#listener.onSkipped();
    if (look === 'replaced') {
      this.#all = null;
      this.#startBytes = null;
      this.#toldFromBytes = null;
      this.#again = true;
      return;
    }
    await all.subagents.read((line) => this.#take(line, 'now'));
  }

  async #begin(): Promise<void> {
    const subagents = new SubagentFiles(this.path);
    await subagents.read(() => undefined);
    const page = await pageBefore(this.path, null);
    if (page === null) return; // not there yet
    this.#startBytes = page.startBytes;
    this.#toldFromBytes = page.startBytes;
    this.#all = { main: new LineTail(this.path, page.endBytes, isWanted), subagents };
    this.#oversized = 0;
    for (const line of page.lines) this.#take(line, 'past');
    this.#listener.onFacts(page.facts);
  }

  #take(line: Uint8Array, when: 'past' | 'now'): void {
    const record = readRecord(line);
    if (record === null) return this.#listener.onSkipped();
    if (when === 'now' && Object.keys(record.facts).length > 0) this.#listener.onFacts(record.facts);
    if (record.isSaid) this.#listener.onSaid(line);
    for (const { toolUseId, decision } of record.toolResults) this.#listener.onToolResult(toolUseId, decision);
  }
}
