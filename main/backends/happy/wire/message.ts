import * as z from 'zod';
import { isRecord, readJson, toFrame, type Frame } from '../../../claude/frame.ts';
import { cutRaw } from '../../../../shared/raw-json.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { readAgentData, type AgentData } from './agent-data.ts';
import { readAgentEvent, type AgentEvent } from './agent-event.ts';
import { readEnvelope, type Envelope } from './envelope.ts';
import { flag, text } from './lenient.ts';
import { unknownKind, type UnknownKind } from './unknown-kind.ts';

/** One decrypted message of a session, whichever of the dialects it is written in. */
export type HappyMessage =
  /** What a device sent for the agent to read. */
  | { readonly tag: 'person'; readonly text: string; readonly meta: MessageMeta }
  | Envelope
  | { readonly tag: 'event'; readonly event: AgentEvent }
  /** A line of Claude Code's own transcript, as older programs send them all. */
  | { readonly tag: 'claude-line'; readonly line: ClaudeLine }
  /** Of an agent that is not Claude. */
  | { readonly tag: 'agent-data'; readonly data: AgentData }
  | UnknownKind;

export interface ClaudeLine {
  readonly frame: Frame;
  readonly isSidechain: boolean;
  /** Meant for the agent's program, not for people. */
  readonly isHidden: boolean;
}

/** What a message of a device says about how it is to be taken. Absent = as before, null = back to the agent's own. */
interface MessageMeta {
  readonly sentFrom?: string | undefined;
  readonly permissionMode?: string | undefined;
  readonly model?: string | null | undefined;
}

const metaWire = z
  .object({ sentFrom: text, permissionMode: text, model: z.string().nullish().catch(undefined) })
  .nullish()
  .transform((meta): MessageMeta => meta ?? {})
  .catch({});

const personWire = z.object({ content: z.object({ type: z.literal('text'), text: z.string() }), meta: metaWire });
const contentWire = z.object({ content: z.looseObject({ type: text }) });
const lineFlagsWire = z.object({ isSidechain: flag, isMeta: flag, isCompactSummary: flag });

/**
 * @param plaintext  as it was decrypted
 * @returns          `malformed` for what is of a known kind and cannot be read
 * @source           docs/protocols/happy.md#messages
 */
export function readMessage(plaintext: string): Result<HappyMessage, { readonly code: 'malformed' }> {
  const read = readJson(plaintext);
  if (!read.ok || !isRecord(read.value)) return malformed;
  const content = contentWire.safeParse(read.value);
  if (!content.success) return malformed;
  switch (read.value['role']) {
    case 'user': {
      const person = personWire.safeParse(read.value);
      if (person.success) return ok({ tag: 'person', text: person.data.content.text, meta: person.data.meta });
      return content.data.content.type === 'text' ? malformed : unknown(`user/${content.data.content.type ?? ''}`);
    }
    case 'session':
      return session(plaintext, content.data.content);
    case 'agent':
      return agent(plaintext, content.data.content);
    default:
      return unknown('role');
  }
}

const malformed = err({ code: 'malformed' } as const);
const unknown = (kind: string) => ok<HappyMessage>(unknownKind(kind));

type Content = z.infer<typeof contentWire>['content'];

/** The envelope itself, or wrapped once more: the only form in which devices send files. */
function session(plaintext: string, content: Content): ReturnType<typeof readMessage> {
  const isWrapped = content.type === 'session' && isRecord(content['data']);
  const envelope = isWrapped
    ? readEnvelope(plaintext, ['content', 'data'], content['data'])
    : readEnvelope(plaintext, ['content'], content);
  return envelope === null ? malformed : ok(envelope);
}

function agent(plaintext: string, content: Content): ReturnType<typeof readMessage> {
  const { type = '' } = content;
  const data = content['data'];
  if (!isRecord(data)) return malformed;
  if (type === 'event') {
    const event = readAgentEvent(data);
    if (event === null) return malformed;
    return event.tag === 'unknown' ? ok(event) : ok({ tag: 'event', event });
  }
  if (type === 'output') {
    const frame = toFrame(cutRaw(plaintext, ['content', 'data']) ?? '{}', data);
    if (!frame.ok) return malformed;
    const flags = lineFlagsWire.parse(data);
    const isHidden = flags.isMeta === true || flags.isCompactSummary === true;
    const line = { frame: frame.value, isSidechain: flags.isSidechain === true, isHidden };
    return ok({ tag: 'claude-line', line });
  }
  const read = readAgentData(plaintext, data);
  if (read === null) return malformed;
  return read.tag === 'unknown' ? ok(read) : ok({ tag: 'agent-data', data: read });
}
