import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { readRawJson, type RawJson, type RawMember } from '../../shared/raw-json.ts';
import { flattenVisible, makeVisible, shortLine } from '../../shared/visible-text.ts';
import { memberOf, readQuestions, textOf } from './ask-form.ts';
import { codexCommand, codexPatchPaths } from './codex-parts.ts';
import { hasRepeatedKey } from './input-parts.ts';
import { hostOf } from './url-host.ts';

const SHORT_CHARS = 120;
/** A longer name never fits, and every place that offers Allow shows this much of it. */
export const TOOL_NAME_CHARS = 60;
const JOINT = ' · ';

/**
 * Members of well-known tools that the short line shows bare, in order, and those it may leave out because they change
 * nothing about what runs (Bash's own description of itself). Every other member follows with its name, as raw JSON.
 */
const SHOWN: Readonly<Record<string, { readonly show: readonly string[]; readonly silent: readonly string[] }>> = {
  Bash: { show: ['command'], silent: ['description'] },
  CodexBash: { show: ['command'], silent: [] },
  PowerShell: { show: ['command'], silent: ['description'] },
  Read: { show: ['file_path'], silent: [] },
  Write: { show: ['file_path'], silent: [] },
  Edit: { show: ['file_path'], silent: [] },
  MultiEdit: { show: ['file_path'], silent: [] },
  NotebookEdit: { show: ['notebook_path'], silent: [] },
  LS: { show: ['path'], silent: [] },
  Glob: { show: ['pattern', 'path'], silent: [] },
  Grep: { show: ['pattern', 'path'], silent: [] },
  // The prompt goes to a model that reads what the address returns: part of the input, so it is shown too.
  WebFetch: { show: ['url', 'prompt'], silent: [] },
  WebSearch: { show: ['query'], silent: [] },
};

/** Strong right-to-left letters reorder the signs around them even without a control character. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * One line that stands for an ask in lists, the tray and notifications, made of the input only.
 *
 * `fits` is the licence to allow from such a place: the line shows the whole input, plain as it was written, and a single
 * tap is permitted for this ask at all.
 */
export function askShort(request: PermissionRequest): { readonly short: string; readonly fits: boolean } {
  const read = readRawJson(request.inputJson);
  if (!read.ok) return { short: line(request.inputJson), fits: false };
  if (request.kind !== 'tool') return { short: line(gist(request, read.value)), fits: false };

  const paths = request.toolName === 'CodexPatch' ? codexPatchPaths(read.value) : undefined;
  if (paths !== undefined) return { short: line(paths.join(', ')), fits: false };
  const texts = shownTexts(request.toolName, asLine(request.toolName, read.value));
  if (texts === null) {
    // A tool we do not know: the input as JSON, which is whole or does not fit.
    // A known tool in another form never fits: its JSON could be read as the text of an ordinary call.
    const unknown = !Object.hasOwn(SHOWN, request.toolName);
    const whole = unknown && isPlain(request.inputJson) && !hasRepeatedKey(read.value);
    return { short: line(request.inputJson), fits: mayFit(request) && whole };
  }
  const { shown } = texts;
  const whole = texts.once && shown.every((text) => isPlain(text) && (shown.length === 1 || !text.includes('·')));
  const joined = shown.join(JOINT);
  const address = request.toolName !== 'WebFetch' || hostOf(shown[0] ?? '').plain;
  const fits = mayFit(request) && whole && address && joined.length <= SHORT_CHARS;
  return { short: line(fits ? joined : texts.bare.join(JOINT)), fits };
}

function line(text: string): string {
  return shortLine(flattenVisible(makeVisible(text)), SHORT_CHARS);
}

/** A command that came as a list of words, as the line it makes. */
function asLine(toolName: string, input: RawJson): RawJson {
  if (toolName !== 'CodexBash' || input.tag !== 'object') return input;
  const members = input.members.map((member): RawMember => {
    const command = member.key === 'command' ? codexCommand(member.value) : undefined;
    return command === undefined
      ? member
      : { key: member.key, value: { tag: 'string', raw: member.value.raw, value: command } };
  });
  return { ...input, members };
}

/**
 * @returns null where the input is not of the form the tool is known for. `once`: no member that is shown bare or left out
 *          stands twice; of the others even twins are shown, each with its name.
 */
function shownTexts(
  toolName: string,
  input: RawJson,
): { readonly bare: readonly string[]; readonly shown: readonly string[]; readonly once: boolean } | null {
  const known = Object.hasOwn(SHOWN, toolName) ? SHOWN[toolName] : undefined;
  if (known === undefined || input.tag !== 'object') return null;
  const essential = textOf(memberOf(input, known.show[0] ?? ''));
  if (essential === undefined || essential.trim() === '') return null;
  const bare: string[] = [];
  for (const key of known.show) {
    const text = textOf(memberOf(input, key));
    if (text !== undefined) bare.push(text);
  }
  const quiet = input.members.filter(
    ({ key, value }) => value.tag === 'string' && (known.show.includes(key) || known.silent.includes(key)),
  );
  const others = input.members.filter((member) => !quiet.includes(member));
  const named = others.map(({ key, value }) => `${key}: ${value.raw}`);
  const once = new Set(quiet.map(({ key }) => key)).size === quiet.length;
  return { bare, shown: [...bare, ...named], once: once && !others.some(({ key }) => known.show.includes(key)) };
}

function mayFit(request: PermissionRequest): boolean {
  if (request.requiresUserInteraction || request.defaultToNo || !request.offers.allow) return false;
  const names = [request.toolName, ...(request.displayName === undefined ? [] : [request.displayName])];
  return names.every((name) => name.length <= TOOL_NAME_CHARS && name !== '' && isPlain(name));
}

/** Shows on one line exactly as it was written, in the order it was written, and whole. */
function isPlain(text: string): boolean {
  return text.length <= SHORT_CHARS && !RIGHT_TO_LEFT.test(text) && flattenVisible(makeVisible(text)) === text;
}

function gist(request: PermissionRequest, input: RawJson): string {
  const questions = request.kind === 'question' ? readQuestions(input) : undefined;
  const first = questions?.[0];
  if (questions !== undefined && first !== undefined) {
    return questions.length === 1 ? first.question : `${first.question} (+${questions.length - 1} more)`;
  }
  if (request.kind === 'plan') return firstLine(textOf(memberOf(input, 'plan'))) ?? request.inputJson;
  return firstLine(textOf(memberOf(input, 'message'))) ?? request.inputJson;
}

function firstLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .find((each) => each.trim() !== '')
    ?.trim();
}
