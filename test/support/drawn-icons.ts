import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { inProject } from '../../build/bundle/project-paths.mjs';

/** @returns the names of the drawings that are committed otherwise, or not at all */
export function differingIcons(drawn: ReadonlyMap<string, Buffer>): readonly string[] {
  return [...drawn]
    .filter(([name, bytes]) => !isSame(readFileSync(inProject('build', name)), bytes))
    .map(([name]) => name);
}

/** Compares sizes and pixels: how well zlib packs them differs between versions of Node. */
function isSame(a: Buffer, b: Buffer): boolean {
  const [kept, drawn] = [pictures(a), pictures(b)];
  return (
    kept.length > 0 &&
    kept.length === drawn.length &&
    kept.every(({ size, pixels }, at) => size === drawn[at]?.size && pixels.equals(drawn[at].pixels))
  );
}

function pictures(file: Buffer): readonly { readonly size: number; readonly pixels: Buffer }[] {
  const found = [];
  for (let at = file.indexOf('IHDR'); at >= 0; at = file.indexOf('IHDR', at + 1)) {
    const data = file.indexOf('IDAT', at);
    const pixels = inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)));
    found.push({ size: file.readUInt32BE(at + 4), pixels });
  }
  return found;
}
