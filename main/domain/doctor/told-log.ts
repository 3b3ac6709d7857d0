type Entry = Readonly<Record<string, unknown>>;

const LEVELS: ReadonlySet<unknown> = new Set(['info', 'warn', 'error']);
const NUMBERS = ['status', 'attempt', 'generation', 'count', 'bytes', 'delayMs', 'durationMs'] as const;
const WORDS = ['code', 'state', 'surface'] as const;
/** Told apart without saying which: the first connection of the extract is `connection 1`. */
const WHO = ['connection', 'session', 'ask'] as const;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** As all codes of ours are written. */
const CODE = /^[a-z]+(?:[-: ][a-z]+){0,6}$/;
const SYSTEM_CODE =
  /\b(?:ENOENT|EACCES|EPERM|ENOSPC|EROFS|EIO|EMFILE|EEXIST|EBUSY|EISDIR|ENOTDIR|EPIPE|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EADDRINUSE)\b/;
const ERROR_NAME = /^(?:Type|Range|Syntax|Reference|Eval|URI|Aggregate|System|Zod)?Error\b/;

/** Log entries as they may be sent to somebody: what is not known to be harmless is left out. */
export function toldLog(entries: readonly Entry[]): readonly Entry[] {
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();

  function numberOf(kind: string, value: string): string {
    const id = `${kind} ${value}`;
    const known = numbers.get(id) ?? (counts.get(kind) ?? 0) + 1;
    if (!numbers.has(id)) counts.set(kind, known);
    numbers.set(id, known);
    return `${kind} ${known}`;
  }

  return entries.map((entry) => {
    const told: Record<string, unknown> = {};
    if (isLike(entry['at'], TIME)) told['at'] = entry['at'];
    if (LEVELS.has(entry['level'])) told['level'] = entry['level'];
    told['event'] = isLike(entry['event'], CODE) ? entry['event'] : '?';
    for (const name of NUMBERS) if (typeof entry[name] === 'number') told[name] = entry[name];
    for (const name of WORDS) {
      const value = entry[name];
      if (isLike(value, CODE)) told[name] = value;
      else if (isLike(value, SYSTEM_CODE)) told[name] = SYSTEM_CODE.exec(value)?.[0];
    }
    for (const name of WHO) {
      const value = entry[name];
      if (typeof value === 'string') told[name] = numberOf(name, value);
    }
    const { error } = entry;
    if (typeof error === 'string') told['error'] = errorOf(error);
    return told;
  });
}

function isLike(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** Which kind of error, and which line of the program; its message may quote anything. */
function errorOf(text: string): string {
  const name = ERROR_NAME.exec(text)?.[0] ?? 'Error';
  const code = SYSTEM_CODE.exec(text)?.[0];
  const place = /index\.cjs:\d{1,7}:\d{1,7}/.exec(text)?.[0];
  return [name, code, place].filter((part) => part !== undefined).join(' ');
}
