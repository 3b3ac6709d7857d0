import type { TokenUsage } from '../../../../shared/model/session.ts';

/** What a session's own record tells about it. Later records replace earlier ones, member by member. */
export interface TranscriptFacts {
  /** Name given by the person, `/rename` or `--name`. */
  readonly customTitle?: string;
  /** Title that a model made up. */
  readonly aiTitle?: string;
  /** What the person asked last, shortened by the program. */
  readonly lastPrompt?: string;
  readonly permissionMode?: string;
  readonly model?: string;
  /** Folder at the newest message; it moves with `cd`. */
  readonly cwd?: string;
  readonly usage?: TokenUsage;
}

/** Who let a tool run, or did not, in the program's own words. */
export interface ToolDecision {
  /** `accept` or `reject`. */
  readonly decision: string;
  /** For instance `user_temporary`, `user_permanent`, `user-rejected`, `config`. */
  readonly source: string;
}
