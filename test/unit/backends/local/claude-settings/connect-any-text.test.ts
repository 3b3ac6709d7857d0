import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectText, disconnectText } from '../../../../../main/backends/local/claude-settings/connect-text.ts';
import { standingOf } from '../../../../../main/backends/local/claude-settings/hooks-standing.ts';
import { address, ourHooks, PORTS, TOKEN } from './sample-hooks.ts';

const EVENTS = ['PreToolUse', 'Stop', 'SessionStart', 'PermissionRequest'];
const handler = fc.record({ type: fc.constant('command'), command: fc.string({ maxLength: 12 }) });
const group = fc.record({ matcher: fc.string({ maxLength: 6 }), hooks: fc.array(handler, { maxLength: 3 }) });
const hooks = fc.dictionary(fc.constantFrom(...EVENTS), fc.array(group, { maxLength: 3 }));
const settings = fc
  .tuple(
    fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 3 })),
    fc.option(hooks, { nil: undefined }),
  )
  .map(([rest, own]): Record<string, unknown> => {
    const { hooks: _, ...others } = rest;
    return own === undefined ? others : { ...others, hooks: own };
  });
const indent = fc.constantFrom<string | number>('', 2, 4, '\t', ' ');

/** Any settings in any layout: blanks, comments and trailing commas strewn in between the parts. */
const settingsText = fc
  .record({
    value: settings,
    indent,
    crlf: fc.boolean(),
    ends: fc.constantFrom('', '\n', '\n\n'),
    blanks: fc.array(fc.constantFrom('', ' ', '\t', '\n', '/* c */', '// c\n', '\r\n'), { maxLength: 40 }),
  })
  .map(({ value, indent: unit, crlf, ends, blanks }) => {
    let at = 0;
    const strewn = JSON.stringify(value, null, unit).replaceAll(
      /"(?:[^"\\]|\\.)*"|[{}[\],:]/g,
      (token) => token + (token.startsWith('"') ? '' : (blanks[at++ % Math.max(1, blanks.length)] ?? '')),
    );
    return (crlf ? strewn.replaceAll(/\r?\n/g, '\r\n') : strewn) + ends;
  });

test('any settings hold our hooks once connected, and are byte for byte the same once disconnected', () => {
  fc.assert(
    fc.property(settingsText, (text) => {
      const connected = connectText(text, ourHooks, null, PORTS);
      if (!connected.ok) throw new Error(connected.error.detail);
      const { after, undo } = connected.value;
      expect(standingOf(after, address, undo, PORTS, (token) => token === TOKEN).hooks.tag).toBe('connected');
      expect(disconnectText(after, undo, PORTS)).toEqual({ ok: true, value: { text, fileIsOurs: false } });
    }),
    { numRuns: 150 },
  );
});

test('any settings that another program wrote anew in between are as it would have written them without us', () => {
  fc.assert(
    fc.property(settings, indent, indent, (value, before, after) => {
      const text = JSON.stringify(value, null, before);
      const connected = connectText(text, ourHooks, null, PORTS);
      if (!connected.ok) throw new Error(connected.error.detail);
      const { undo } = connected.value;
      // A line more, so that it is never by chance the text that we wrote.
      const rewritten = `${JSON.stringify(JSON.parse(connected.value.after), null, after)}\n\n`;
      const left = disconnectText(rewritten, undo, PORTS);
      expect(left).toEqual({
        ok: true,
        value: { text: `${JSON.stringify(JSON.parse(text), null, after)}\n\n`, fileIsOurs: false },
      });
    }),
    { numRuns: 150 },
  );
});

test('any change by others leaves nothing of ours behind, and nothing of theirs is lost', () => {
  fc.assert(
    fc.property(settings, fc.infiniteStream(fc.nat()), (value, picks) => {
      const connected = connectText(JSON.stringify(value, null, 2), ourHooks, null, PORTS);
      if (!connected.ok) throw new Error(connected.error.detail);
      const changed = JSON.parse(connected.value.after) as { hooks: Record<string, { hooks: unknown[] }[]> };
      const marks: string[] = [];
      for (const [event, groups] of Object.entries(changed.hooks)) {
        const pick = picks.next().value ?? 0;
        const mark = `theirs-${event}`;
        if (groups.length === 0) continue;
        if (pick % 4 === 0) groups.reverse();
        if (pick % 4 === 1)
          groups.splice(pick % (groups.length + 1), 0, { hooks: [{ type: 'command', command: mark }] });
        if (pick % 4 === 2) groups.at(-1)?.hooks.unshift({ type: 'command', command: mark });
        if (pick % 4 === 1 || pick % 4 === 2) marks.push(mark);
      }
      const left = disconnectText(JSON.stringify(changed), connected.value.undo, PORTS);
      if (!left.ok) throw new Error(left.error.detail);
      expect(left.value.text).not.toContain('x-gatehouse-token');
      for (const mark of marks) expect(left.value.text).toContain(`"${mark}"`);
    }),
    { numRuns: 100 },
  );
});
