import type { fromMarkdown } from 'mdast-util-from-markdown';
import { Fragment, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Untrusted } from '../visible-text.tsx';

export type MarkdownRoot = ReturnType<typeof fromMarkdown>;
type RootContent = MarkdownRoot['children'][number];
type Table = Extract<RootContent, { readonly type: 'table' }>;

interface Drawing {
  readonly onLink: (url: string) => void;
  readonly depth: number;
}

const MAX_DEPTH = 40;

export function drawNodes(nodes: readonly RootContent[], drawing: Drawing): ReactNode {
  if (drawing.depth > MAX_DEPTH) return '…';
  const deeper = { ...drawing, depth: drawing.depth + 1 };
  return nodes.map((node, index) => <Fragment key={index}>{drawNode(node, deeper)}</Fragment>);
}

function drawNode(node: RootContent, drawing: Drawing): ReactNode {
  switch (node.type) {
    case 'text':
      return <Untrusted text={node.value} />;
    case 'paragraph':
      return <p>{drawNodes(node.children, drawing)}</p>;
    case 'heading':
      // A message cannot order the window's own headings: all of its headings stand one level below a card's title.
      return <h3 className={`md-h md-h${Math.min(3, node.depth)}`}>{drawNodes(node.children, drawing)}</h3>;
    case 'strong':
      return <strong>{drawNodes(node.children, drawing)}</strong>;
    case 'emphasis':
      return <em>{drawNodes(node.children, drawing)}</em>;
    case 'delete':
      return <del>{drawNodes(node.children, drawing)}</del>;
    case 'inlineCode':
      return (
        <code>
          <Untrusted text={node.value} />
        </code>
      );
    case 'code':
      return (
        <figure className="md-code">
          {typeof node.lang !== 'string' ? null : (
            <figcaption>
              <Untrusted text={[node.lang, node.meta ?? ''].join(' ').trim()} />
            </figcaption>
          )}
          <pre className="code">
            <Untrusted text={node.value} />
          </pre>
        </figure>
      );
    case 'html':
      return (
        <code>
          <Untrusted text={node.value} />
        </code>
      );
    case 'blockquote':
      return <blockquote>{drawNodes(node.children, drawing)}</blockquote>;
    case 'list': {
      const items = drawNodes(node.children, drawing);
      return node.ordered === true ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'listItem':
      return (
        <li>
          {typeof node.checked !== 'boolean' ? null : <span className="md-check">{node.checked ? '☑ ' : '☐ '}</span>}
          {drawNodes(node.children, drawing)}
        </li>
      );
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'link':
      return (
        <LinkButton url={node.url} onLink={drawing.onLink}>
          {drawNodes(node.children, drawing)}
        </LinkButton>
      );
    case 'image':
      return (
        <span className="soft">
          [<Untrusted text={words.common.imageNotShown(node.alt ?? '')} /> <Untrusted text={node.url} />]
        </span>
      );
    case 'imageReference':
      return (
        <span className="soft">
          [<Untrusted text={words.common.imageNotShown(node.alt ?? '')} />]
        </span>
      );
    case 'linkReference':
      return <span>{drawNodes(node.children, drawing)}</span>;
    case 'definition':
      // A definition shows as nothing in Markdown, so something could hide in it.
      return (
        <p className="soft">
          <Untrusted text={`[${node.label ?? node.identifier}]: ${node.url} ${node.title ?? ''}`} />
        </p>
      );
    case 'footnoteReference':
      return <sup>[{<Untrusted text={node.label ?? node.identifier} />}]</sup>;
    case 'footnoteDefinition':
      return (
        <div className="soft">
          [{<Untrusted text={node.label ?? node.identifier} />}] {drawNodes(node.children, drawing)}
        </div>
      );
    case 'table':
      return <DrawnTable table={node} drawing={drawing} />;
    case 'tableRow':
    case 'tableCell':
      return drawNodes(node.children, drawing);
    case 'yaml':
      return (
        <pre className="code">
          <Untrusted text={node.value} />
        </pre>
      );
  }
}

interface LinkButtonProps {
  readonly url: string;
  readonly onLink: (url: string) => void;
  readonly children: ReactNode;
}

/** The address stands in the tooltip; main shows the real host and asks before anything opens. */
function LinkButton({ url, onLink, children }: LinkButtonProps): ReactNode {
  return (
    <button type="button" className="link" title={`${words.common.opensInBrowser}: ${url}`} onClick={() => onLink(url)}>
      {children}
    </button>
  );
}

function DrawnTable({ table, drawing }: { readonly table: Table; readonly drawing: Drawing }): ReactNode {
  const [head, ...rows] = table.children;
  return (
    <div className="md-table">
      <table>
        <thead>
          <tr>
            {head?.children.map((cell, index) => (
              <th key={index} scope="col">
                {drawNodes(cell.children, drawing)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.children.map((cell, index) => (
                <td key={index}>{drawNodes(cell.children, drawing)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
