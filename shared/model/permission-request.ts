import type { RequestId } from '../ids.ts';

/** `tool` = may I call this tool; the others are kinds of ask with their own form of answer. */
export type AskKind = 'tool' | 'question' | 'plan' | 'elicitation' | 'dialog';

/** Why an ask can be refused and not allowed from here: its program takes no answers, or what is asked did not come with it. */
export const ONLY_DENY = ['takes-no-answers', 'plan-is-missing'] as const;
export type OnlyDeny = (typeof ONLY_DENY)[number];

/** One ask as a backend read it. Everything the agent or the service wrote in it is untrusted text. */
export interface PermissionRequest {
  readonly requestId: RequestId;
  readonly kind: AskKind;
  /** For an elicitation: the MCP server that asks. For a dialog: its kind. */
  readonly toolName: string;
  readonly displayName?: string;
  readonly toolUseId?: string;
  /** The input exactly as it was received: JSON text, never re-serialised. */
  readonly inputJson: string;
  /** Hex sha-256 over kind, tool name and `inputJson`: what an allow is bound to. */
  readonly inputHash: string;
  /** What the agent says it wants. Shown as its claim, never as fact. */
  readonly claim?: string;
  readonly decisionReason?: string;
  readonly decisionReasonType?: string;
  /** Why it can only be denied here. */
  readonly onlyDeny?: OnlyDeny;
  readonly blockedPath?: string;
  /** Set when a subagent asks. */
  readonly agentId?: string;
  /** Its own terminal shows nothing while it is offered here; unanswered, it is soon left to that. */
  readonly terminalIsSilent?: boolean;
  readonly suggestions: readonly PermissionSuggestion[];
  readonly mcpServer?: { readonly name: string; readonly source?: string };
  /** One-tap approval is not allowed: only the window may allow it. */
  readonly requiresUserInteraction: boolean;
  readonly defaultToNo: boolean;
  /** False where the service forbids "always" rules for this ask. */
  readonly mayAlwaysAllow: boolean;
  /** The person's own rule that forced this ask, if any. */
  readonly matchedAskRule?: string;
  readonly offers: AskOffers;
}

/** What can be answered to this ask; surfaces show nothing that is false here. */
export interface AskOffers {
  readonly allow: boolean;
  readonly deny: boolean;
  readonly denyWithReason: boolean;
  readonly denyAndStop: boolean;
  readonly edit: boolean;
}

/** One ready-made "always" entry of the service, offered on its own and never preselected. */
export type PermissionSuggestion =
  | {
      readonly tag: 'rules';
      readonly raw: string;
      readonly behavior: 'allow' | 'deny' | 'ask';
      readonly rules: readonly { readonly toolName: string; readonly ruleContent?: string }[];
      readonly destination: RuleDestination;
      /** `add` widens what is there; `replace` and `remove` also take rules away. */
      readonly how: 'add' | 'replace' | 'remove';
    }
  | { readonly tag: 'mode'; readonly raw: string; readonly mode: string; readonly destination: RuleDestination }
  | {
      readonly tag: 'directories';
      readonly raw: string;
      readonly how: 'add' | 'remove';
      readonly directories: readonly string[];
      readonly destination: RuleDestination;
    };

export type RuleDestination = 'userSettings' | 'projectSettings' | 'localSettings' | 'session' | 'cliArg';

/** Parsed input of a question ask (AskUserQuestion). */
export interface Question {
  readonly question: string;
  readonly header?: string;
  readonly multiSelect: boolean;
  readonly options: readonly { readonly label: string; readonly description?: string }[];
}
