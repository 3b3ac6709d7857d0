import type { ReactNode } from 'react';
import type { ClaudeCodeView } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectClaude } from '../claude-code/index.ts';
import { WayCard } from './way-card.tsx';

/** Claude Code on this computer: says what was found, and connects it. */
export function ClaudeWay(): ReactNode {
  const claude = useApp((view) => view.claudeCode);
  const hasConnection = useApp((view) => view.connections.some(({ kind }) => kind === 'local'));
  const said = words.guide.connect.claude;
  const isConnected = hasConnection && claude?.hooks.tag === 'connected';
  const isReady = claude?.program.tag === 'found' && claude.hooks.tag === 'not-connected';
  return (
    <WayCard
      title={said.title}
      note={isConnected ? undefined : foundWords(claude)}
      detail={isReady ? said.note : undefined}
      done={isConnected ? words.guide.connect.connected : undefined}
    >
      {isReady ? <ConnectClaude /> : null}
      {claude === null || isReady || isConnected ? null : (
        <Button onPress={() => go({ tag: 'connections' })}>{said.look}</Button>
      )}
    </WayCard>
  );
}

function foundWords(claude: ClaudeCodeView | null): string {
  const said = words.guide.connect.claude;
  if (claude === null) return said.looking;
  const { program, hooks } = claude;
  if (program.tag === 'not-found') return said.notFound;
  if (program.tag === 'unreadable') return said.unreadable;
  return hooks.tag === 'not-connected' || hooks.tag === 'connected' ? said.found(program.version) : said.damaged;
}
