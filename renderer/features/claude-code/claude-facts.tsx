import type { ReactNode } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import type { ClaudeCodeView } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { FactTable } from '../../ui/fact-table.tsx';

interface ClaudeFactsProps {
  readonly claude: ClaudeCodeView;
  readonly connection: ConnectionView | undefined;
}

/** Which program, which file, and how requests come here. */
export function ClaudeFacts({ claude, connection }: ClaudeFactsProps): ReactNode {
  const said = words.claudeCode;
  const { program, gatewayPort } = claude;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [said.detail.name, connection?.name],
    [said.detail.program, program.tag === 'not-found' ? undefined : program.path],
    [said.detail.settings, claude.settingsPath],
    [said.detail.port, gatewayPort === null ? said.noAddress : said.address(gatewayPort)],
  ];
  return <FactTable summary={said.details} facts={facts} />;
}
