/** As a server writes it, to the byte; whatever is written otherwise is read in full. */
const NEW_MESSAGE =
  /^42\["update",\{"id":"[\w-]{1,64}","seq":\d{1,15},"body":\{"t":"new-message","sid":"([\w-]{1,200})",/;

/**
 * Most of what comes are messages of sessions that nobody looks at. They are known by how their packet begins, so that
 * their hundreds of kilobytes need not be parsed to be dropped.
 *
 * @param packet  as it came over the wire
 * @returns       the session that a message is announced of; null for everything else
 */
export function announcedFor(packet: string): string | null {
  return NEW_MESSAGE.exec(packet)?.[1] ?? null;
}
