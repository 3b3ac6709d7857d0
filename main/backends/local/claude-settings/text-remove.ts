import { skipBlank, type ArrayNode, type ObjectNode } from './text-tree.ts';

/** Takes one member or item out, with the comma and the space that it brought along; comments stay. */
export function removeChild(text: string, node: ObjectNode | ArrayNode, index: number): string {
  const children = node.tag === 'object' ? node.members : node.items;
  const child = children[index];
  if (child === undefined) return text;
  const previous = children[index - 1];
  const next = children[index + 1];
  const commaBehind = skipBlank(text, child.end);
  const hasCommaBehind = text.charAt(commaBehind) === ',';

  if (previous !== undefined) {
    const comma = skipBlank(text, previous.end);
    const between = comments(text.slice(comma + 1, child.start));
    // With a trailing comma behind ours, the one before it becomes the trailing one.
    return next === undefined && hasCommaBehind
      ? text.slice(0, comma + 1) + between + text.slice(commaBehind + 1)
      : text.slice(0, comma) + between + text.slice(child.end);
  }
  if (next !== undefined) {
    const between = comments(text.slice(child.end, commaBehind)) + comments(text.slice(commaBehind + 1, next.start));
    return text.slice(0, child.start) + between + text.slice(next.start);
  }
  const end = hasCommaBehind ? commaBehind + 1 : child.end;
  const inside = comments(text.slice(node.start + 1, child.start) + text.slice(end, node.end - 1));
  return text.slice(0, node.start + 1) + inside + text.slice(node.end - 1);
}

/** Space between parts of a text, kept only for the comments in it. */
function comments(blank: string): string {
  return blank.trim() === '' ? '' : blank;
}
