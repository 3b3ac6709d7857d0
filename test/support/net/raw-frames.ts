import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';

/** The answer to an upgrade, for servers that speak in raw frames afterwards. */
export function upgradeAnswer(head: string): string {
  const key = /sec-websocket-key: (.*)\r\n/i.exec(head)?.[1] ?? '';
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key)}\r\n\r\n`;
}

/** Writes `first`, then `more` for as long as the other side takes it. */
export function pour(socket: Socket, first: Buffer, more: Buffer): void {
  socket.write(first);
  const chunk = more.length < 1_000 ? Buffer.concat(Array.from({ length: 1_000 }, () => more)) : more;
  const go = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', go);
  go();
}

function acceptOf(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}
