import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { signatures } from '../../build/release/update-keys.mjs';
import { MANIFEST_NAME, updateManifest } from '../../build/release/update-manifest.mjs';

export const SIGNATURE_NAME = `${MANIFEST_NAME}.sig`;
type MadeManifest = Awaited<ReturnType<typeof updateManifest>>;

/** A place for new versions on loopback, with a good list of them until a test changes what it says. */
export interface UpdateMirror {
  readonly url: string;
  readonly manifest: MadeManifest;
  /** Names that were asked for, in order. */
  readonly asked: readonly string[];
  /** Shows a list of versions, signed as it is. */
  show(manifest: object, privateKeyPem?: string): void;
  /** Answers for one file in a way of its own; null = as it should. */
  answer(name: string, reply: ((response: ServerResponse) => void) | null): void;
  /** Everything as it should be again. */
  mend(): void;
  stop(): Promise<void>;
}

/**
 * @param dir      with the packages
 * @param version  whose packages are shown
 */
export async function startUpdateMirror(order: {
  readonly dir: string;
  readonly version: string;
  readonly privateKeyPem: string;
  readonly nowMs?: number;
}): Promise<UpdateMirror> {
  const manifest = await updateManifest({
    dir: order.dir,
    version: order.version,
    notes: '- **Faster** than before\n- A [page](https://example.org/new) about it',
    nowMs: order.nowMs ?? Date.now(),
    days: 30,
  });
  let shown = { text: '', signatures: '' };
  const replies = new Map<string, (response: ServerResponse) => void>();
  const asked: string[] = [];

  function show(list: object, privateKeyPem = order.privateKeyPem): void {
    const text = JSON.stringify(list);
    shown = { text, signatures: signatures(Buffer.from(text), [createPrivateKey(privateKeyPem)]) };
  }
  show(manifest);

  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').split('/').pop() ?? '');
    asked.push(name);
    const reply = replies.get(name);
    if (reply !== undefined) return reply(response);
    if (name === MANIFEST_NAME) return void response.end(shown.text);
    if (name === SIGNATURE_NAME) return void response.end(shown.signatures);
    if (!manifest.files.some((file) => file.name === name)) return void response.writeHead(404).end();
    createReadStream(join(order.dir, name)).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/stable`,
    manifest,
    asked,
    show,
    answer(name, reply) {
      if (reply === null) replies.delete(name);
      else replies.set(name, reply);
    },
    mend() {
      replies.clear();
      asked.length = 0;
      show(manifest);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface UpdateKeys {
  readonly privateKeyPem: string;
  readonly publicKey: string;
}

/** A pair that nobody else has. */
export function newUpdateKeys(): UpdateKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}
