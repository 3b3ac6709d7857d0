import * as z from 'zod';
import { connectionId, requestId, sessionId, type AskKey } from '../../shared/ids.ts';
import { SURFACES, type Decision } from '../../shared/model/decision.ts';
import { ONLY_DENY, type PermissionRequest, type PermissionSuggestion } from '../../shared/model/permission-request.ts';
import type { OutboxRecord } from '../ports/outbox.ts';

const text = z.string();
const optionalText = z.exactOptional(text);
const key = text.min(1).transform((value) => value as AskKey);
const destination = z.enum(['userSettings', 'projectSettings', 'localSettings', 'session', 'cliArg']);

const decision: z.core.$ZodType<Decision> = z.discriminatedUnion('tag', [
  z.object({
    tag: z.literal('allow'),
    editedInputJson: optionalText,
    suggestionIndex: z.exactOptional(z.int()),
  }),
  z.object({ tag: z.literal('deny'), reason: optionalText, stop: z.boolean() }),
  z.object({ tag: z.literal('answer'), answers: z.array(z.object({ question: text, answer: text })) }),
  z.object({ tag: z.literal('approve-plan'), mode: text }),
  z.object({ tag: z.literal('submit'), contentJson: text }),
]);

const suggestion: z.core.$ZodType<PermissionSuggestion> = z.discriminatedUnion('tag', [
  z.object({
    tag: z.literal('rules'),
    raw: text,
    behavior: z.enum(['allow', 'deny', 'ask']),
    rules: z.array(z.object({ toolName: text, ruleContent: optionalText })),
    destination,
    how: z.enum(['add', 'replace', 'remove']),
  }),
  z.object({ tag: z.literal('mode'), raw: text, mode: text, destination }),
  z.object({
    tag: z.literal('directories'),
    raw: text,
    how: z.enum(['add', 'remove']),
    directories: z.array(text),
    destination,
  }),
]);

const request: z.core.$ZodType<PermissionRequest> = z.object({
  requestId: text.min(1).transform(requestId),
  kind: z.enum(['tool', 'question', 'plan', 'elicitation', 'dialog']),
  toolName: text,
  displayName: optionalText,
  toolUseId: optionalText,
  inputJson: text,
  inputHash: text,
  claim: optionalText,
  decisionReason: optionalText,
  decisionReasonType: optionalText,
  onlyDeny: z.exactOptional(z.enum(ONLY_DENY)),
  blockedPath: optionalText,
  agentId: optionalText,
  terminalIsSilent: z.exactOptional(z.boolean()),
  suggestions: z.array(suggestion),
  mcpServer: z.exactOptional(z.object({ name: text, source: optionalText })),
  requiresUserInteraction: z.boolean(),
  defaultToNo: z.boolean(),
  mayAlwaysAllow: z.boolean(),
  matchedAskRule: optionalText,
  offers: z.object({
    allow: z.boolean(),
    deny: z.boolean(),
    denyWithReason: z.boolean(),
    denyAndStop: z.boolean(),
    edit: z.boolean(),
  }),
});

const record: z.core.$ZodType<OutboxRecord> = z.object({
  key,
  connectionId: text.min(1).transform(connectionId),
  sessionId: text.min(1).transform(sessionId),
  sessionTitle: text,
  request,
  decision,
  surface: z.enum(SURFACES),
  decidedAtMs: z.number(),
  wire: text.min(1),
  answerId: optionalText,
  everSent: z.boolean(),
});

/** One line of the outbox file. */
export const outboxEntry = z.discriminatedUnion('op', [
  z.object({ op: z.literal('save'), record }),
  z.object({ op: z.literal('sent'), key }),
  z.object({ op: z.literal('settle'), key }),
]);
export type OutboxEntry = z.output<typeof outboxEntry>;
