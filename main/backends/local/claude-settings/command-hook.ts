/** The name by which a command hook of ours is recognised, whatever folder it stands in. */
export const CURL_FILE = 'gatehouse-hook.curl';

/**
 * The command for versions of Claude Code whose own HTTP hooks cannot be relied on: it posts what comes in on its
 * standard input, prints the answer, and ends well and silently when nobody listens. Address and token are in the file,
 * for a command line can be read by every user of the computer.
 */
export function commandLineOf(curlFilePath: string, platform: NodeJS.Platform): string {
  const curl = platform === 'win32' ? 'curl.exe' : 'curl';
  return `${curl} -q -s -K ${quoted(curlFilePath, platform)} --data-binary @- || true`;
}

/** Windows runs hooks in Git's bash, which takes a path with forward slashes in double quotes. */
function quoted(path: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return `"${path.replaceAll('\\', '/')}"`;
  return `'${path.replaceAll("'", "'\\''")}'`;
}

export function curlFileText(address: {
  readonly url: string;
  readonly header: string;
  readonly token: string;
}): string {
  return [
    `url = "${address.url}"`,
    `header = "${address.header}: ${address.token}"`,
    'header = "content-type: application/json"',
    // A proxy from the environment must not see any of this.
    'noproxy = "*"',
    // An error page is no answer to a hook.
    'fail',
    'connect-timeout = 1',
    '',
  ].join('\n');
}
