/** One dispatched event. `data` is empty when the event had only a name. */
export interface SseEvent {
  /** `message` when the stream gave no name. */
  readonly name: string;
  /** The last id the stream gave, also in an earlier event; null before the first. */
  readonly lastEventId: string | null;
  /** The data lines joined by a line feed, as UTF-8 bytes. A view: copy what you keep. */
  readonly data: Buffer;
}

interface SseSink {
  onEvent(event: SseEvent): void;
  onComment(): void;
}

interface SseParser {
  /** @returns false once a line or an event grew over the limit; then nothing more is read. */
  push(chunk: Buffer): boolean;
}

const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = Buffer.from([LF]);

/**
 * Reads an event stream (WHATWG HTML, 9.2.6) from chunks cut anywhere. Works on bytes: text is for whoever looks at it.
 * Two departures: an event with a name and no data is dispatched, because services send such; `retry:` is ignored,
 * because the pace of reconnects is ours.
 */
export function createSseParser(sink: SseSink, maxBytes: number): SseParser {
  let held = Buffer.alloc(0);
  let heldLength = 0;
  let skipLineFeed = false;
  let atStart = true;
  let tooLarge = false;
  let name = '';
  let lastEventId: string | null = null;
  let data: Buffer[] = [];
  let dataBytes = 0;

  function hold(part: Buffer): void {
    if (heldLength + part.length > held.length) {
      const larger = Buffer.allocUnsafe(Math.max(1024, 2 * (heldLength + part.length)));
      held.copy(larger, 0, 0, heldLength);
      held = larger;
    }
    part.copy(held, heldLength);
    heldLength += part.length;
  }

  function takeLine(rest: Buffer): Buffer {
    if (heldLength === 0) return rest;
    hold(rest);
    const line = held.subarray(0, heldLength);
    held = Buffer.alloc(0);
    heldLength = 0;
    return line;
  }

  function readLine(whole: Buffer): void {
    const line = atStart && whole.subarray(0, 3).equals(BOM) ? whole.subarray(3) : whole;
    atStart = false;
    if (line.length === 0) dispatch();
    else if (line[0] === COLON) sink.onComment();
    else readField(line);
  }

  function readField(line: Buffer): void {
    const colon = line.indexOf(COLON);
    const field = line.toString('latin1', 0, Math.min(colon === -1 ? line.length : colon, 16));
    const from = colon === -1 ? line.length : colon + (line[colon + 1] === SPACE ? 2 : 1);
    const value = line.subarray(from);
    if (field === 'data') {
      data.push(value);
      // Each line counts for more than its bytes, so that a million empty ones cannot fill the memory.
      dataBytes += value.length + 16;
      if (dataBytes > maxBytes) tooLarge = true;
    } else if (field === 'event') name = value.toString('utf8');
    else if (field === 'id' && !value.includes(0)) lastEventId = value.toString('utf8');
  }

  function dispatch(): void {
    const lines = data;
    const event = name;
    data = [];
    dataBytes = 0;
    name = '';
    if (lines.length === 0 && event === '') return;
    sink.onEvent({ name: event === '' ? 'message' : event, lastEventId, data: joinLines(lines) });
  }

  return {
    push: (chunk) => {
      let from = 0;
      let lf = -2;
      let cr = -2;
      while (from < chunk.length && !tooLarge) {
        if (skipLineFeed) {
          skipLineFeed = false;
          if (chunk[from] === LF) {
            from += 1;
            continue;
          }
        }
        if (lf !== -1 && lf < from) lf = chunk.indexOf(LF, from);
        if (cr !== -1 && cr < from) cr = chunk.indexOf(CR, from);
        const end = lf === -1 || (cr !== -1 && cr < lf) ? cr : lf;
        if (heldLength + (end === -1 ? chunk.length : end) - from > maxBytes) tooLarge = true;
        else if (end === -1) {
          hold(chunk.subarray(from));
          from = chunk.length;
        } else {
          skipLineFeed = chunk[end] === CR;
          const line = takeLine(chunk.subarray(from, end));
          from = end + 1;
          readLine(line);
        }
      }
      return !tooLarge;
    },
  };
}

function joinLines(lines: readonly Buffer[]): Buffer {
  const [only] = lines;
  if (lines.length <= 1) return only ?? Buffer.alloc(0);
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [LINE_FEED, line])));
}
