import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { memo, useMemo, type ReactNode } from 'react';
import { Untrusted } from '../visible-text.tsx';
import { drawNodes, type MarkdownRoot } from './draw-nodes.tsx';

/** Longer texts are drawn as they are: parsing grows faster than the text on hostile input. */
const MAX_LENGTH = 60_000;

interface MarkdownProps {
  readonly text: string;
  readonly onLink: (url: string) => void;
}

/** Markdown of a session as our own elements: text nodes only, no HTML, no images, links as buttons. */
export const Markdown = memo(function Markdown({ text, onLink }: MarkdownProps): ReactNode {
  const root = useMemo(() => parse(text), [text]);
  if (root === undefined) {
    return (
      <pre className="code">
        <Untrusted text={text} />
      </pre>
    );
  }
  return <div className="md">{drawNodes(root.children, { onLink, depth: 0 })}</div>;
});

function parse(text: string): MarkdownRoot | undefined {
  // A thousand nested quotes or list marks would only serve to exhaust the stack.
  if (text.length > MAX_LENGTH || /^(?:[ \t]*(?:>|[-*+]|\d+[.)])[ \t]*){40}/m.test(text)) return undefined;
  try {
    return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  } catch {
    return undefined;
  }
}
