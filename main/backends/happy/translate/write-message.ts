import { createHash } from 'node:crypto';
import { isRecord, readJson } from '../../../claude/frame.ts';
import type { SessionEvent, TranscriptItem } from '../../../../shared/model/transcript.ts';
import { toolTitle } from './tool-title.ts';

/** One message as the other devices read it. */
export interface WrittenMessage {
  /** The same for the same item in every run: the service takes it once. */
  readonly localId: string;
  readonly plaintext: string;
}

/**
 * Writes the transcript of a session for the other devices. They show what an agent says only inside of a turn, so turns
 * are opened and closed as the items need it. There is no place in this format for what a tool gave back.
 *
 * @source docs/protocols/happy.md#messages
 */
export class MessageWriter {
  readonly #scope: string;
  readonly #inWords: (event: SessionEvent) => string;
  #turn: string | null = null;

  /** @param scope  keeps the ids of one session apart from those of all others */
  constructor(scope: string, inWords: (event: SessionEvent) => string) {
    this.#scope = scope;
    this.#inWords = inWords;
  }

  /** @param nowMs  for items that do not say when they were */
  write(item: TranscriptItem, nowMs: number): readonly WrittenMessage[] {
    const page = new Page(this.#scope, item.id, item.atMs ?? nowMs);
    switch (item.tag) {
      case 'person':
        this.#endTurn(page, 'completed');
        page.add('user', null, { t: 'text', text: item.text });
        break;
      case 'turn-end':
        if (item.isError && item.text !== undefined) this.#say(page, { t: 'service', text: item.text });
        this.#endTurn(page, item.isError ? 'failed' : 'completed');
        break;
      case 'agent':
        // Sub-agents speak to their agent, not to the person.
        this.#say(page, { t: item.fromSubagent === true ? 'service' : 'text', text: item.text });
        break;
      case 'thinking':
        this.#say(page, { t: 'text', text: item.text, thinking: true });
        break;
      case 'event':
        this.#say(page, { t: 'service', text: this.#inWords(item.event) });
        break;
      case 'note':
        this.#say(page, { t: 'service', text: item.text });
        break;
      case 'tool-call': {
        const title = toolTitle(item.toolName, item.inputJson);
        const start = { t: 'tool-call-start', call: item.toolUseId, name: item.toolName, title, description: title };
        this.#say(page, start, argsOf(item.inputJson));
        break;
      }
      case 'tool-result':
        this.#say(page, { t: 'tool-call-end', call: item.toolUseId });
        break;
    }
    return page.messages;
  }

  #say(page: Page, event: WireEvent, argsJson?: string): void {
    if (this.#turn === null) {
      this.#turn = page.idOf('turn');
      page.add('agent', this.#turn, { t: 'turn-start' });
    }
    page.add('agent', this.#turn, event, argsJson);
  }

  #endTurn(page: Page, status: 'completed' | 'failed'): void {
    if (this.#turn === null) return;
    page.add('agent', this.#turn, { t: 'turn-end', status });
    this.#turn = null;
  }
}

interface WireEvent {
  readonly t: string;
  readonly [member: string]: unknown;
}

/** The messages of one item. */
class Page {
  readonly messages: WrittenMessage[] = [];
  readonly #seed: string;
  readonly #timeMs: number;

  constructor(scope: string, itemId: string, timeMs: number) {
    this.#seed = JSON.stringify([scope, itemId]);
    this.#timeMs = timeMs;
  }

  idOf(part: string): string {
    return derivedId(`${this.#seed}${part}`);
  }

  /** @param argsJson  goes into the event as it was written */
  add(role: 'user' | 'agent', turn: string | null, event: WireEvent, argsJson?: string): void {
    const id = this.idOf(event.t); // no item is told by two events of one kind
    const head = JSON.stringify({ id, time: this.#timeMs, role, ...(turn !== null && { turn }) }).slice(0, -1);
    const open = JSON.stringify(event).slice(0, -1);
    const ev = argsJson === undefined ? `${open}}` : `${open},"args":${argsJson}}`;
    const plaintext = `{"role":"session","content":${head},"ev":${ev}},"meta":{"sentFrom":"cli"}}`;
    this.messages.push({ localId: id, plaintext });
  }
}

const ID_CHARS = 24;
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Readers want ids of a letter and 23 letters or digits. */
function derivedId(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, ID_CHARS);
  const id = Array.from(bytes, (byte, at) => DIGITS.charAt(at === 0 ? 10 + (byte % 26) : byte % 36));
  return id.join('');
}

/** Readers refuse arguments that are no object. */
function argsOf(inputJson: string): string {
  const read = readJson(inputJson);
  if (!read.ok) return JSON.stringify({ input: inputJson });
  return isRecord(read.value) ? inputJson : `{"input":${inputJson}}`;
}
