import type { Channel, OpenChannel } from './channel.ts';
import { dialling } from './channel.ts';

const LINE_FEED = 0x0a;

/** The older transport: one socket per session, control frames both ways, one JSON a line. */
export const openWebSocketChannel: OpenChannel = (context, sessionId, owner, onMissingRoute) => {
  const { rest, kit, settings } = context;
  const query = rest.organizationUuid === undefined ? {} : { organization_uuid: rest.organizationUuid };
  // The socket's path puts `ws` before the id.
  const path = rest.sessionPath(sessionId, 'v1', '/subscribe').replace('v1/sessions/', 'v1/sessions/ws/');
  const link = kit.webSocket({
    name: `${settings.id}/${sessionId}`,
    url: () => rest.url(path, query),
    ...dialling(context, owner, onMissingRoute),
    priority: () => owner.priority(),
    onState: (state) => owner.onState(state),
    onOpen: (epoch) => owner.onOpen(epoch),
    onFrame: (frame) => eachLine(frame, (line) => owner.onMessage(line)),
  });
  const channel: Channel = {
    version: 'v1',
    link,
    async send(wire) {
      // Between members a line end is only white space, but on this transport it would end the frame.
      const sent = await link.send(`${wire.replace(/[\r\n]+/g, ' ')}\n`);
      return sent.ok ? { tag: 'sent' } : { tag: 'failed' };
    },
  };
  return channel;
};

/** Splits one message into its lines; blanks are no frames, and the last one needs no line end. */
function eachLine(frame: Buffer, read: (line: Buffer) => void): void {
  if (isPrettyPrinted(frame)) return read(frame);
  let start = 0;
  while (start < frame.length) {
    const end = frame.indexOf(LINE_FEED, start);
    const line = frame.subarray(start, end === -1 ? frame.length : end);
    if (!isBlank(line)) read(line);
    if (end === -1) return;
    start = end + 1;
  }
}

/** A single object written over several lines starts with a brace alone on its line. */
function isPrettyPrinted(frame: Buffer): boolean {
  const end = frame.indexOf(LINE_FEED);
  return end !== -1 && end < 8 && frame.toString('latin1', 0, end).trim() === '{';
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  return true;
}
