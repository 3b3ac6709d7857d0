import * as z from 'zod';

const id = z.string().regex(/^[a-z][0-9a-z]{1,31}$/);
const text = z.string();

/** What the apps refuse to be without, as the reference of the wire has it. */
const soundEnvelope = z
  .strictObject({
    id,
    time: z.number().int(),
    role: z.enum(['user', 'agent']),
    turn: id.optional(),
    ev: z.discriminatedUnion('t', [
      z.strictObject({ t: z.literal('text'), text, thinking: z.boolean().optional() }),
      z.strictObject({ t: z.literal('service'), text }),
      z.strictObject({
        t: z.literal('tool-call-start'),
        call: text,
        name: text,
        title: text.min(1),
        description: text.min(1),
        args: z.record(z.string(), z.unknown()),
      }),
      z.strictObject({ t: z.literal('tool-call-end'), call: text }),
      z.strictObject({ t: z.literal('turn-start') }),
      z.strictObject({ t: z.literal('turn-end'), status: z.enum(['completed', 'failed', 'cancelled']) }),
    ]),
  })
  .refine(({ role, turn }) => (role === 'agent') === (turn !== undefined));

export function isSound(envelope: unknown): boolean {
  return soundEnvelope.safeParse(envelope).success;
}
