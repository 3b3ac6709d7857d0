// Fuses are single characters that follow this mark in the Electron executable: '0' off, '1' on, 'r' removed.
// https://github.com/electron/electron/blob/main/docs/tutorial/fuses.md
const FUSE_MARK = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const FUSE_POSITIONS = { runAsNode: 0, enableNodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 };

/**
 * Sets fuses in an Electron executable that is held in memory.
 *
 * @param {Buffer} executable  changed in place
 * @param {Partial<Record<keyof typeof FUSE_POSITIONS, boolean>>} wanted
 */
export function setFuses(executable, wanted) {
  const mark = executable.indexOf(FUSE_MARK);
  if (mark < 0) throw new Error('this executable has no fuses: is it Electron?');
  const wire = mark + FUSE_MARK.length;
  const [version, count] = [executable.readUInt8(wire), executable.readUInt8(wire + 1)];
  if (version !== 1) throw new Error(`fuse layout ${version} is not known here`);
  for (const [name, on] of Object.entries(wanted)) {
    const position = FUSE_POSITIONS[/** @type {keyof typeof FUSE_POSITIONS} */ (name)];
    if (position >= count) throw new Error(`this Electron has no fuse ${name}`);
    executable.write(on ? '1' : '0', wire + 2 + position, 'latin1');
  }
}
