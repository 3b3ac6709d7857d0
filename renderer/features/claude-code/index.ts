export { ClaudeCard } from './claude-card.tsx';
export { ConnectClaude } from './connect-claude.tsx';
