import * as z from 'zod';
import { MIB } from '../../shared/units.ts';
import { isVersion } from './version.ts';

/** What a package is, as the program on this computer has to know to replace itself. */
const PACKAGE_KINDS = ['AppImage', 'deb', 'rpm', 'tar.gz', 'nsis', 'mac-zip'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];

/** How the files of a kind end; what installs them goes by it. */
const ENDINGS: Readonly<Record<PackageKind, string>> = {
  AppImage: '.AppImage',
  deb: '.deb',
  rpm: '.rpm',
  'tar.gz': '.tar.gz',
  nsis: '.exe',
  'mac-zip': '.zip',
};

/** More than any package of ours will ever have, and less than a disk. */
const MAX_PACKAGE_BYTES = 1_024 * MIB;
const NOTES_CHARS = 20_000;

// A plain name: it becomes the last part of an address and of a path, and must not lead anywhere else.
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, 'a plain file name');
const version = z.string().refine(isVersion, 'a version such as 1.2.3');
const time = z.iso.datetime().transform((text) => Date.parse(text));

const file = z
  .object({
    system: z.string().max(20),
    arch: z.string().max(20),
    kind: z.string().max(20),
    name: fileName,
    size: z.int().min(1).max(MAX_PACKAGE_BYTES),
    sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'a SHA-512 in base64'),
  })
  .refine(({ kind, name }) => !isKind(kind) || name.endsWith(ENDINGS[kind]), 'a name that ends as its kind does');

/** Members that are not known are left alone: a later version may say more, under the same number. */
const manifestSchema = z.object({
  schema: z.literal(1),
  product: z.string().max(60),
  channel: z.string().max(30),
  version,
  releasedAt: time,
  expiresAt: time,
  notes: z.string().max(NOTES_CHARS),
  pageUrl: z.exactOptional(z.url({ protocol: /^https$/ }).max(500)),
  files: z.array(file).max(100).refine(hasNoTwins, 'each system, arch and kind once'),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type PackageFile = Manifest['files'][number];

/** @returns null for whatever is not a manifest of this form */
export function readManifest(bytes: Uint8Array): Manifest | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const read = manifestSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function isKind(kind: string): kind is PackageKind {
  return PACKAGE_KINDS.some((known) => known === kind);
}

function hasNoTwins(files: readonly { system: string; arch: string; kind: string }[]): boolean {
  return new Set(files.map(({ system, arch, kind }) => `${system} ${arch} ${kind}`)).size === files.length;
}
