/**
 * Makes clocks of this process read the system's time zone anew. Node keeps the zone of its start, and forgets it only
 * when this variable is touched; somebody who travels would have quiet hours of the place that they left.
 */
export function refreshTimeZone(): void {
  const { TZ } = process.env;
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
}
