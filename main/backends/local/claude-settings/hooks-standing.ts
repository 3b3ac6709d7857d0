import type { HooksState, HookStyle } from '../../../../shared/model/claude-code.ts';
import { isDeepStrictEqual } from 'node:util';
import { handlerFor, hooksFor, type HookAddress, type HookHandler } from './hook-list.ts';
import { ourHook, type OurHook } from './our-hook.ts';
import { placeOf } from './text-place.ts';
import { memberOf, readTree, valueOf, type TextNode } from './text-tree.ts';

/** What is known of the last connect. */
export interface WrittenHooks {
  readonly style: HookStyle;
  readonly events: readonly { readonly event: string; readonly timeout: number }[];
}

export interface Standing {
  readonly hooks: HooksState;
  /** A token of ours that stands in the file. */
  readonly token: string | null;
}

/**
 * How our hooks stand in a settings text.
 *
 * @param text        null = there is no file
 * @param wanted      what would be written now; its token is not looked at
 * @param written     null = as far as we know we are not connected to this file
 * @param isOurToken  whether a token in the file is the one of this installation
 */
export function standingOf(
  text: string | null,
  wanted: Omit<HookAddress, 'token'>,
  written: WrittenHooks | null,
  ports: ReadonlySet<number>,
  isOurToken: (token: string) => boolean,
): Standing {
  const read = readTree(text ?? '');
  if (!read.ok) {
    const { at, expected } = read.error;
    return { hooks: { tag: 'unreadable', detail: `${placeOf(text ?? '', at)}: expected ${expected}` }, token: null };
  }
  const { root } = read.value;
  if (root !== null && root.tag !== 'object') {
    return {
      hooks: { tag: 'unreadable', detail: `${placeOf(text ?? '', root.start)}: expected settings in { }` },
      token: null,
    };
  }
  const container = root === null ? undefined : memberOf(root, 'hooks')?.value;
  if (container !== undefined && container.tag !== 'object') {
    return {
      hooks: { tag: 'unreadable', detail: `${placeOf(text ?? '', container.start)}: expected "hooks" with { }` },
      token: null,
    };
  }
  const found = new Map<string, readonly FoundHook[]>();
  for (const { key, value } of container?.members ?? []) found.set(key, hooksIn(value, ports));
  const all = [...found.values()].flat();
  const token = all.find((one) => one.hook.token !== null && isOurToken(one.hook.token))?.hook.token ?? null;
  if (all.length === 0 && written === null) return { hooks: { tag: 'not-connected' }, token };

  const damaged: string[] = [];
  let isOutdated = false;
  for (const { event, handler } of hooksFor({ ...wanted, token: token ?? '' })) {
    const before = written?.events.find((one) => one.event === event);
    const earlier =
      before === undefined || written === null
        ? []
        : [handlerFor({ ...wanted, style: written.style, token: token ?? '' }, before.timeout)];
    const state = stateOf(found.get(event) ?? [], handler, earlier, isOurToken);
    if (state === 'outdated') isOutdated = true;
    else if (state === 'missing' && written !== null && before === undefined) isOutdated = true;
    else if (state !== 'same') damaged.push(event);
  }
  if (damaged.length > 0) return { hooks: { tag: 'damaged', events: damaged }, token };
  return { hooks: isOutdated ? { tag: 'outdated' } : { tag: 'connected', style: wanted.style }, token };
}

interface FoundHook {
  readonly hook: OurHook;
  /** Its group lets it run for every tool and holds nothing unexpected. */
  readonly isForAll: boolean;
}

function hooksIn(list: TextNode, ports: ReadonlySet<number>): readonly FoundHook[] {
  if (list.tag !== 'array') return [];
  return list.items.flatMap((group) => {
    if (group.tag !== 'object') return [];
    const handlers = memberOf(group, 'hooks')?.value;
    if (handlers?.tag !== 'array') return [];
    const matcher = memberOf(group, 'matcher')?.value;
    const isForAll = matcher === undefined || ['', '*', '.*'].some((all) => valueOf(matcher) === all);
    return handlers.items.flatMap((item) => {
      const hook = ourHook(item, ports);
      return hook === null ? [] : [{ hook, isForAll }];
    });
  });
}

function stateOf(
  found: readonly FoundHook[],
  wanted: HookHandler,
  earlier: readonly HookHandler[],
  isOurToken: (token: string) => boolean,
): 'missing' | 'same' | 'outdated' | 'changed' {
  const [one, ...more] = found;
  if (one === undefined) return 'missing';
  if (more.length > 0 || !one.isForAll) return 'changed';
  const { handler, token } = one.hook;
  if (isDeepStrictEqual(handler, wanted)) return 'same';
  if (token !== null && !isOurToken(token)) return 'changed';
  // Another port, another kind of hook, another time to wait: we wrote it so ourselves, at another time.
  return earlier.some((before) => isDeepStrictEqual(withoutUrl(handler), withoutUrl(before))) ? 'outdated' : 'changed';
}

function withoutUrl(handler: unknown): unknown {
  return typeof handler === 'object' && handler !== null ? { ...handler, url: '' } : handler;
}
