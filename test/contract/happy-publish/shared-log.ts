import * as z from 'zod';

const bodyWire = z.looseObject({
  content: z.looseObject({ ev: z.looseObject({ t: z.string(), text: z.string().optional() }) }),
});

/** What the session itself said, of a log as the phone read it. @param kind  `text` or `service` */
export function textsOf(log: readonly unknown[], kind = 'text'): readonly string[] {
  return log.flatMap((body) => {
    const read = bodyWire.safeParse(body);
    return read.success && read.data.content.ev.t === kind ? (read.data.content.ev.text ?? []) : [];
  });
}
