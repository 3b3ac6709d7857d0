import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { RequestId } from '../../../../shared/ids.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import { cutMembers, jsonDepthExceeds, readRawJson } from '../../../../shared/raw-json.ts';
import { KIB } from '../../../../shared/units.ts';
import type { AskOutcome } from '../../../ports/sharing.ts';
import type { Clock } from '../../../ports/clock.ts';
import { endedArguments, MAX_ENDED, openIn, openText, type EndedEntry, type OpenEntry } from './agent-state.ts';
import type { AskIds } from './ask-ids.ts';
import { cutJson } from './cut-json.ts';
import type { Ruling } from './permission-call.ts';

/** One open ask as the other devices see it. */
export interface PublishedAsk {
  readonly wireId: string;
  readonly request: PermissionRequest;
  readonly entry: OpenEntry;
  /** All of the input is there to be seen. What was not seen is not to be allowed. */
  readonly isWhole: boolean;
}

/** The service hangs up on a message of 1 MB, and encrypted text is a third longer than its bytes. */
const MAX_ASK_BYTES = 256 * KIB;
const MAX_OPEN_BYTES = 512 * KIB;
const MAX_CUT_BYTES = 4 * KIB;
/** Of one input, which stands some levels deep in the state that all of it is read with. */
const MAX_DEPTH = 90;
const TOO_LARGE = '(cut: too large to be shown here. Answer it on the computer.)';

/** The open asks of one share, under the names that the other devices know them by. */
export class PublishedAsks {
  readonly #clock: Clock;
  readonly #ids: AskIds;
  readonly #words: () => OtherDeviceWords;
  readonly #open = new Map<RequestId, PublishedAsk>();
  readonly #ended = new Map<string, EndedEntry>();
  readonly #rulings = new Map<string, NonNullable<Ruling['granted']>>();
  #isTold = false;

  constructor(clock: Clock, ids: AskIds, words: () => OtherDeviceWords) {
    this.#clock = clock;
    this.#words = words;
    this.#ids = ids;
  }

  /** By wire id; null until it was told once what is open. */
  get open(): ReadonlyMap<string, OpenEntry> | null {
    return this.#isTold ? new Map([...this.#open.values()].map(({ wireId, entry }) => [wireId, entry])) : null;
  }

  get ended(): ReadonlyMap<string, EndedEntry> {
    return this.#ended;
  }

  find(wireId: string): PublishedAsk | null {
    return [...this.#open.values()].find((ask) => ask.wireId === wireId) ?? null;
  }

  /** What another device granted with its answer, for the record of it. */
  noteRuling(wireId: string, ruling: Ruling): void {
    if (ruling.granted !== undefined) this.#rulings.set(wireId, ruling.granted);
  }

  forgetRuling(wireId: string): void {
    this.#rulings.delete(wireId);
  }

  /**
   * @param requests  all that is open now
   * @param known     the state as the service has it: an ask of an earlier run that still stands there is the same ask
   * @returns         those that the other devices have not seen before
   */
  tell(
    requests: readonly PermissionRequest[],
    outcome: (requestId: RequestId) => AskOutcome,
    known: string | null,
  ): readonly PublishedAsk[] {
    this.#isTold = true;
    const now = new Map(requests.map((request) => [request.requestId, request]));
    for (const [requestId, ask] of this.#open) {
      const again = now.get(requestId);
      if (again === undefined) this.#end(ask, outcome(requestId));
      else if (again.inputHash !== ask.request.inputHash)
        this.#end(ask, { how: 'canceled', reason: this.#words().askedAnew });
    }
    const raised: PublishedAsk[] = [];
    for (const request of requests) {
      const before = this.#open.get(request.requestId);
      // What can be answered to it may have changed; what was asked has not.
      if (before !== undefined) this.#open.set(request.requestId, { ...before, request });
      else {
        const { ask, isSeen } = this.#raise(request, known);
        if (!isSeen) raised.push(ask);
      }
    }
    return raised;
  }

  #raise(request: PermissionRequest, known: string | null): { readonly ask: PublishedAsk; readonly isSeen: boolean } {
    const { toolUseId, inputJson } = request;
    const left =
      MAX_OPEN_BYTES - [...this.#open.values()].reduce((sum, ask) => sum + bytesOf(ask.entry.argumentsJson), 0);
    const shown = shownInput(inputJson, Math.min(MAX_ASK_BYTES, left));
    const fresh = {
      tool: toolNameOf(request),
      argumentsJson: shown.text,
      createdAtMs: this.#clock.nowMs(),
      ...(toolUseId !== undefined && { toolUseId }),
    };
    const { isWhole } = shown;
    const standing = toolUseId === undefined ? undefined : openIn(known).get(toolUseId);
    const isSame = isWhole && toolUseId !== undefined && this.find(toolUseId) === null && asksTheSame(standing, fresh);
    const wireId = isSame ? toolUseId : this.#ids.nameOf(request);
    const ask = { wireId, request, entry: fresh, isWhole };
    this.#open.set(request.requestId, ask);
    return { ask, isSeen: isSame };
  }

  #end({ wireId, request, entry }: PublishedAsk, outcome: AskOutcome): void {
    this.#open.delete(request.requestId);
    const { how, reason, mode } = outcome;
    const granted = how === 'approved' ? this.#rulings.get(wireId) : undefined;
    this.#rulings.delete(wireId);
    this.#ended.set(wireId, {
      ...entry,
      argumentsJson: endedArguments(entry.argumentsJson),
      completedAtMs: this.#clock.nowMs(),
      status: how,
      ...(reason !== undefined && { reason }),
      ...(mode !== undefined && { mode }),
      ...granted,
    });
    if (this.#ended.size > MAX_ENDED) for (const oldest of this.#ended.keys()) return void this.#ended.delete(oldest);
  }
}

/** Asks that are no calls of tools still need a word that apps can draw. */
function toolNameOf({ kind, toolName }: PermissionRequest): string {
  return kind === 'elicitation' ? `mcp__${toolName}__question` : toolName;
}

/** The input as it is, or as much of it as fits. */
function shownInput(inputJson: string, maxBytes: number): { readonly text: string; readonly isWhole: boolean } {
  const isReadable = !jsonDepthExceeds(inputJson, MAX_DEPTH) && readRawJson(inputJson).ok;
  if (isReadable && bytesOf(inputJson) <= maxBytes) return { text: inputJson, isWhole: true };
  const read: unknown = isReadable ? JSON.parse(inputJson) : { note: TOO_LARGE };
  return { text: JSON.stringify(cutJson(read, MAX_CUT_BYTES, TOO_LARGE).value), isWhole: false };
}

/** An ask of an earlier run that still stands there, but for the time at which it was raised. */
function asksTheSame(standing: string | undefined, fresh: OpenEntry): boolean {
  const members = standing === undefined ? undefined : cutMembers(standing, []);
  const own = cutMembers(openText(fresh), []);
  return members?.get('tool') === own?.get('tool') && members?.get('arguments') === own?.get('arguments');
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
