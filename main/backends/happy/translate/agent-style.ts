import type { SessionMetadata } from '../wire/metadata.ts';

/** What program runs the agent, as far as its ways of asking and of taking answers differ. */
export interface AgentStyle {
  /** `claude` takes reasons, rules and modes; all others take one word, and a refusal may end their turn. */
  readonly tag: 'claude' | 'other';
  readonly flavor: string;
  /** A changed input and the answers to questions reach the agent. Programs before 1.2 drop them in silence. */
  readonly takesInput: boolean;
  /** Of a client with its own program: only what is listed can be called. Null = all that is usual. */
  readonly methods: ReadonlySet<string> | null;
}

const FIRST_TAKING_INPUT = [1, 2] as const;

export function agentStyle(metadata: SessionMetadata): AgentStyle {
  const { client, capabilities } = metadata;
  const flavor = metadata.flavor?.trim().toLowerCase() || 'claude';
  const isOwnClient = client?.id === 'rig';
  return {
    tag: flavor === 'claude' && !isOwnClient ? 'claude' : 'other',
    flavor,
    takesInput: isAtLeast(metadata.version, FIRST_TAKING_INPUT),
    methods: isOwnClient ? new Set(capabilities?.rpcMethods ?? []) : null,
  };
}

export function mayCall(style: AgentStyle, method: string): boolean {
  return style.methods === null || style.methods.has(method);
}

/** A version that cannot be read is taken for an old one: what an old one drops is lost without a word. */
function isAtLeast(version: string | undefined, [major, minor]: readonly [number, number]): boolean {
  const read = /^v?(\d{1,6})\.(\d{1,6})/.exec(version?.trim() ?? '');
  if (read === null) return false;
  const [, ours, oursMinor] = read.map(Number);
  return (ours ?? 0) > major || (ours === major && (oursMinor ?? 0) >= minor);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['claude', 'Claude'],
  ['codex', 'Codex'],
  ['gemini', 'Gemini'],
  ['opencode', 'OpenCode'],
  ['openclaw', 'OpenClaw'],
  ['agy', 'Antigravity'],
  ['acp', 'ACP'],
]);

/** A name that others chose must not push the rest of a line away. */
const MAX_NAME_CHARS = 40;

export function agentName(metadata: SessionMetadata): string {
  const { client, flavor } = metadata;
  const given = flavor?.trim() ?? '';
  if (client?.id === 'rig' && given === '') return cut(client.name?.trim() || 'Rig');
  return NAMES.get(given.toLowerCase() || 'claude') ?? cut(given);
}

function cut(name: string): string {
  return [...name].slice(0, MAX_NAME_CHARS).join('');
}
