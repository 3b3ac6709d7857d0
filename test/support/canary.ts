/** The ways in which a text may stand in a file without being read at a glance. */
function formsOf(text: string): readonly (readonly [string, string])[] {
  const bytes = Buffer.from(text);
  const escaped = [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  // Base64 of a text inside another depends on where it begins: the whole groups in the middle are always there.
  const inBase64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return ['base64', whole.slice(shift === 0 ? 0 : 4, -4)] as const;
  });
  return [
    ['as it is', text],
    ['percent-encoded', [...bytes].map((byte) => `%${byte.toString(16)}`).join('')],
    ['as JSON escapes', escaped],
    ['in hex', bytes.toString('hex')],
    ['backwards', [...text].toReversed().join('')],
    ...inBase64,
  ];
}

/** @returns which canaries a text holds, and how; none is what a test wants */
export function canariesIn(text: string, canaries: Readonly<Record<string, string>>): readonly string[] {
  const lower = text.toLowerCase();
  return Object.entries(canaries).flatMap(([name, canary]) =>
    formsOf(canary)
      .filter(([how, form]) => (how === 'base64' ? text.includes(form) : lower.includes(form.toLowerCase())))
      .map(([how]) => `${name} ${how}`),
  );
}
