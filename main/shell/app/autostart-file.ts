/** @param command  program and arguments that start the app */
export function autostartFile(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Gatehouse',
    'Comment=Answer what your coding agents ask',
    `Exec=${command.map(execArgument).join(' ')}`,
    'Icon=gatehouse',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quoted as the Desktop Entry Specification says: first for Exec, then for a value of the file. */
function execArgument(argument: string): string {
  const plain = argument.replaceAll('%', '%%').replace(/[\r\n]/g, '');
  if (/^[A-Za-z0-9_./:=@+,%-]+$/.test(plain)) return plain;
  const quoted = plain.replace(/["`$\\]/g, '\\$&');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}
