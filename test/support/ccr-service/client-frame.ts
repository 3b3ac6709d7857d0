/** What a client may send, as the double reads it. Loose: everything else in a frame is kept in the text. */
import { z } from 'zod';

export const clientFrame = z.looseObject({
  type: z.string(),
  uuid: z.string().optional(),
  request_id: z.string().optional(),
  request: z.looseObject({ subtype: z.string() }).optional(),
  response: z
    .looseObject({
      subtype: z.string(),
      request_id: z.string(),
      response: z.unknown().optional(),
      error: z.string().optional(),
    })
    .optional(),
  message: z.looseObject({ content: z.unknown() }).optional(),
});
export type ClientFrame = z.infer<typeof clientFrame>;

export const permissionResult = z.discriminatedUnion('behavior', [
  z.looseObject({
    behavior: z.literal('allow'),
    updatedInput: z.unknown().optional(),
    updatedPermissions: z.unknown().optional(),
  }),
  z.looseObject({ behavior: z.literal('deny'), message: z.string(), interrupt: z.boolean().optional() }),
]);

/** An answer as it reached the service. Every one is kept: repeated, late, and for ids nobody asked about. */
export interface Answer {
  readonly requestId: string;
  /** The frame's exact text, without envelope. */
  readonly text: string;
  readonly frame: ClientFrame;
  /** `response.response` for a success, undefined for an error answer. */
  readonly result: unknown;
  readonly uuid: string | undefined;
  readonly via: 'post' | 'websocket';
  /** Number of the WebSocket connection it came over; null for a POST. */
  readonly connection: number | null;
  readonly atMs: number;
  /** Monotonic, for latencies: `performance.now()`. */
  readonly atMonotonicMs: number;
  /**
   * `accepted` = the worker acted on it; `repeated` = same uuid again, not even delivered; `ignored` = the ask was
   * not open (answered before, withdrawn, or unknown).
   */
  readonly fate: 'accepted' | 'repeated' | 'ignored';
}
