/** The top-level type and uuid of a frame, given as text or value; a broken or nameless one has none. */
export function identityOf(frame: string | object): { readonly type: string; readonly uuid: string | undefined } {
  const value = typeof frame === 'string' ? parse(frame) : frame;
  return { type: textMember(value, 'type') ?? 'unknown', uuid: textMember(value, 'uuid') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textMember(value: unknown, name: string): string | undefined {
  const member: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof member === 'string' ? member : undefined;
}
