/** What a client may send to a session. */
import * as z from 'zod';

const clientFrame = z.looseObject({
  type: z.string(),
  uuid: z.string().optional(),
  request_id: z.string().optional(),
  request: z.looseObject({ subtype: z.string() }).optional(),
  response: z.looseObject({ subtype: z.string(), request_id: z.string(), response: z.unknown().optional() }).optional(),
  message: z.looseObject({ content: z.unknown() }).optional(),
});
export type ClientFrame = z.infer<typeof clientFrame>;

export const postedEvents = z.looseObject({ events: z.array(z.looseObject({ payload: clientFrame })).max(100) });
export const newTitle = z.looseObject({ title: z.string().min(1).max(500) });

export const permissionResult = z.discriminatedUnion('behavior', [
  z.looseObject({ behavior: z.literal('allow'), updatedInput: z.unknown().optional() }),
  z.looseObject({ behavior: z.literal('deny'), message: z.string(), interrupt: z.boolean().optional() }),
]);
