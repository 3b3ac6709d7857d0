import { startHttp } from './servers.ts';

/** A proxy that lets nobody out and remembers where they wanted to go. */
export interface ClosedProxy {
  readonly url: string;
  readonly wanted: readonly string[];
  close(): Promise<void>;
}

export async function startClosedProxy(): Promise<ClosedProxy> {
  const wanted: string[] = [];
  const server = await startHttp((request, response) => {
    wanted.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    wanted.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  return { url: `http://127.0.0.1:${server.port}`, wanted, close: () => server.close() };
}
