import * as z from 'zod';
import { cutRaw } from '../../../../shared/raw-json.ts';
import { flag, number, text } from './lenient.ts';
import { unknownKind, type UnknownKind } from './unknown-kind.ts';

/** The form in which newer programs write all that an agent does. */
export interface Envelope {
  readonly tag: 'envelope';
  /** Epoch milliseconds by the clock of the agent's computer. */
  readonly timeMs?: number | undefined;
  readonly role: 'user' | 'agent';
  /** Set when a sub-agent says it. */
  readonly subagent?: string | undefined;
  readonly event: EnvelopeEvent;
}

export type EnvelopeEvent =
  | { readonly tag: 'text'; readonly text: string; readonly isThinking: boolean }
  | { readonly tag: 'service'; readonly text: string }
  | {
      readonly tag: 'tool-start';
      readonly call: string;
      readonly name: string;
      /** The text of `args` as it was written. */
      readonly argsJson: string;
    }
  /** It is over; how it went and what it said is not in this format. */
  | { readonly tag: 'tool-end'; readonly call: string }
  | { readonly tag: 'file'; readonly name: string }
  | { readonly tag: 'turn-start' }
  | { readonly tag: 'turn-end'; readonly status: 'completed' | 'failed' | 'cancelled' }
  | { readonly tag: 'subagent-start'; readonly title?: string | undefined }
  | { readonly tag: 'subagent-stop' };

const envelopeWire = z.object({
  time: number,
  role: z.enum(['user', 'agent']),
  subagent: text,
  ev: z.looseObject({ t: z.string() }),
});

const call = z.string().min(1).max(1_000);

const eventWire = z.discriminatedUnion('t', [
  z.object({ t: z.literal('text'), text: z.string(), thinking: flag }),
  z.object({ t: z.literal('service'), text: z.string() }),
  z.object({ t: z.literal('tool-call-start'), call, name: z.string() }),
  z.object({ t: z.literal('tool-call-end'), call }),
  z.object({ t: z.literal('file'), name: z.string() }),
  z.object({ t: z.literal('turn-start') }),
  z.object({ t: z.literal('turn-end'), status: z.enum(['completed', 'failed', 'cancelled']).catch('completed') }),
  z.object({ t: z.literal('start'), title: text }),
  z.object({ t: z.literal('stop') }),
]);

const KINDS: ReadonlySet<string> = new Set([
  'text',
  'service',
  'tool-call-start',
  'tool-call-end',
  'file',
  'turn-start',
  'turn-end',
  'start',
  'stop',
]);

/**
 * @param plaintext  the whole message; the arguments of a tool are cut out of it as they were written
 * @param path       where in it the envelope stands
 * @param value      what stands there
 * @returns          null for what is no envelope, or one of a known kind that cannot be read
 */
export function readEnvelope(
  plaintext: string,
  path: readonly string[],
  value: unknown,
): Envelope | UnknownKind | null {
  const read = envelopeWire.safeParse(value);
  if (!read.success) return null;
  const { time, role, subagent, ev } = read.data;
  if (!KINDS.has(ev.t)) return unknownKind(`session/${ev.t}`);
  const event = eventWire.safeParse(ev);
  if (!event.success) return null;
  const argsJson = () => cutRaw(plaintext, [...path, 'ev', 'args']) ?? '{}';
  return { tag: 'envelope', timeMs: time, role, subagent, event: eventOf(event.data, argsJson) };
}

function eventOf(event: z.infer<typeof eventWire>, argsJson: () => string): EnvelopeEvent {
  switch (event.t) {
    case 'text':
      return { tag: 'text', text: event.text, isThinking: event.thinking === true };
    case 'service':
      return { tag: 'service', text: event.text };
    case 'tool-call-start':
      return { tag: 'tool-start', call: event.call, name: event.name, argsJson: argsJson() };
    case 'tool-call-end':
      return { tag: 'tool-end', call: event.call };
    case 'file':
      return { tag: 'file', name: event.name };
    case 'turn-start':
      return { tag: 'turn-start' };
    case 'turn-end':
      return { tag: 'turn-end', status: event.status };
    case 'start':
      return { tag: 'subagent-start', title: event.title };
    case 'stop':
      return { tag: 'subagent-stop' };
  }
}
