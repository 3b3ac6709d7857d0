import type { ServerResponse } from 'node:http';
import type { UpdateFault } from '../../shared/model/update.ts';
import { MANIFEST_NAME } from '../../build/release/update-manifest.mjs';
import { newUpdateKeys, SIGNATURE_NAME, type UpdateMirror } from './update-mirror.ts';

/** What a mirror may do wrong, or to us. */
export interface Harm {
  readonly what: string;
  readonly fault: UpdateFault;
  /** @param name  of the package that this computer would fetch */
  readonly doTo: (mirror: UpdateMirror, name: string) => void;
}

const MIB = 1_048_576;
const without = <T extends object>(from: T, change: object) => ({ ...from, ...change });

export const HARMS: readonly Harm[] = [
  {
    what: 'a package that was changed',
    fault: 'tampered',
    doTo: (mirror, name) =>
      mirror.answer(name, (response) => {
        const { size } = fileOf(mirror, name);
        response.end(Buffer.alloc(size, 7));
      }),
  },
  {
    what: 'a package that ends too early',
    fault: 'truncated',
    doTo: (mirror, name) =>
      mirror.answer(name, (response) => {
        response.end(Buffer.alloc(Math.floor(fileOf(mirror, name).size / 2), 7));
      }),
  },
  {
    what: 'a package whose line breaks',
    fault: 'truncated',
    doTo: (mirror, name) =>
      mirror.answer(name, (response) => {
        response.writeHead(200, { 'content-length': String(fileOf(mirror, name).size) });
        response.write(Buffer.alloc(10, 7), () => response.destroy());
      }),
  },
  {
    what: 'a package that never ends',
    fault: 'tampered',
    doTo: (mirror, name) => mirror.answer(name, pourOut),
  },
  {
    what: 'a list that was changed after it was signed',
    fault: 'wrong-signature',
    doTo: (mirror) =>
      mirror.answer(MANIFEST_NAME, (response) => {
        response.end(JSON.stringify(without(mirror.manifest, { notes: 'Trust me.' })));
      }),
  },
  {
    what: 'a list that somebody else signed',
    fault: 'wrong-signature',
    doTo: (mirror) => mirror.show(mirror.manifest, newUpdateKeys().privateKeyPem),
  },
  {
    what: 'a signature that is none',
    fault: 'wrong-signature',
    doTo: (mirror) => mirror.answer(SIGNATURE_NAME, (response) => void response.end('<html>not here</html>')),
  },
  {
    what: 'no signature',
    fault: 'not-signed',
    doTo: (mirror) => mirror.answer(SIGNATURE_NAME, (response) => void response.writeHead(404).end()),
  },
  {
    what: 'an empty signature',
    fault: 'not-signed',
    doTo: (mirror) => mirror.answer(SIGNATURE_NAME, (response) => void response.end('')),
  },
  {
    what: 'an older version',
    fault: 'older',
    doTo: (mirror) => mirror.show(without(mirror.manifest, { version: '0.9.0' })),
  },
  {
    what: 'a list that has expired',
    fault: 'expired',
    doTo: (mirror) => mirror.show(without(mirror.manifest, { expiresAt: '2020-01-01T00:00:00Z' })),
  },
  {
    what: 'an expired list of the version that runs, which hides newer ones',
    fault: 'expired',
    doTo: (mirror) => mirror.show(without(mirror.manifest, { version: '1.0.0', expiresAt: '2020-01-01T00:00:00Z' })),
  },
  {
    what: 'packages for another system only',
    fault: 'other-system',
    doTo: (mirror) =>
      mirror.show(
        without(mirror.manifest, { files: mirror.manifest.files.map((file) => ({ ...file, system: 'win32' })) }),
      ),
  },
  {
    what: 'a list of another product',
    fault: 'other-system',
    doTo: (mirror) => mirror.show(without(mirror.manifest, { product: 'drawbridge' })),
  },
  {
    what: 'a name that leads out of the folder',
    fault: 'not-readable',
    doTo: (mirror) =>
      mirror.show(
        without(mirror.manifest, {
          files: mirror.manifest.files.map((file) => ({ ...file, name: `../../../tmp/${file.name}` })),
        }),
      ),
  },
  {
    what: 'a name that is an address',
    fault: 'not-readable',
    doTo: (mirror) =>
      mirror.show(
        without(mirror.manifest, {
          files: mirror.manifest.files.map((file) => ({ ...file, name: `https://evil.example/${file.name}` })),
        }),
      ),
  },
  {
    what: 'a list that is well signed and no list',
    fault: 'not-readable',
    doTo: (mirror) => mirror.show(['nothing']),
  },
  {
    what: 'a list that never ends',
    fault: 'not-readable',
    doTo: (mirror) => mirror.answer(MANIFEST_NAME, pourOut),
  },
  {
    what: 'a redirect to another host',
    fault: 'unreachable',
    doTo: (mirror) =>
      mirror.answer(MANIFEST_NAME, (response) => {
        response.writeHead(302, { location: `http://localhost:9/${MANIFEST_NAME}` }).end();
      }),
  },
  {
    what: 'a package that is somewhere else now',
    fault: 'unreachable',
    doTo: (mirror, name) =>
      mirror.answer(name, (response) => {
        response.writeHead(302, { location: `${mirror.url.replace('127.0.0.1', 'localhost')}/${name}` }).end();
      }),
  },
  {
    what: 'an error of the server',
    fault: 'unreachable',
    doTo: (mirror) => mirror.answer(MANIFEST_NAME, (response) => void response.writeHead(503).end('later')),
  },
  {
    what: 'no answer but a line that breaks',
    fault: 'unreachable',
    doTo: (mirror) => mirror.answer(MANIFEST_NAME, (response) => void response.destroy()),
  },
];

function fileOf(mirror: UpdateMirror, name: string) {
  const file = mirror.manifest.files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`the mirror has no ${name}`);
  return file;
}

/** Sends until nobody listens any more. */
function pourOut(response: ServerResponse): void {
  const piece = Buffer.alloc(MIB, 32);
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', more);
  more();
}
