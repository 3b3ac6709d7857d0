/** The requests of one agent: raised in its state, answered by call or elsewhere, moved when they are over. */
import { randomUUID } from 'node:crypto';
import { Arrivals } from '../ccr-service/arrivals.ts';
import type { DialectName } from './dialect.ts';
import { isGranted, permissionParams, readAnswer, type Outcome, type PermissionParams } from './permission.ts';
import { NO_ANSWER } from './session-line.ts';
import type { AgentState, BlobWriter } from './state.ts';

/** What the agent does when it is answered. */
type Manners =
  /** Acks, moves the request, goes on. */
  | 'complete'
  /** Acks, and the request stays where it is. */
  | 'keep-open'
  /** Moves the request, and never acks. */
  | 'no-ack'
  /** Hears nothing. */
  | 'deaf'
  /** The handler throws. */
  | 'fail';

export interface ToolAsk {
  readonly tool: string;
  readonly arguments: unknown;
  /** Default: a fresh tool-use id. */
  readonly id?: string;
  /** For requests of sub-agents, whose id is `<agent>:<tool use>`. */
  readonly toolUseId?: string;
}

export interface OpenAsk {
  readonly id: string;
  /** False when the mode or an earlier grant let it run. */
  readonly wasRaised: boolean;
  readonly outcome: Promise<Outcome>;
}

interface RequestsParts {
  readonly state: BlobWriter<AgentState>;
  readonly isClaude: boolean;
  readonly dialect: DialectName;
  readonly permissionMode: string;
  /** Runs after the request moved. */
  readonly onOver: (id: string, ask: ToolAsk, outcome: Outcome) => Promise<void>;
}

interface Waiting {
  readonly ask: ToolAsk;
  readonly settle: (outcome: Outcome) => void;
}

const ASKS_IN_EVERY_MODE = new Set(['AskUserQuestion', 'ExitPlanMode']);
const BYPASSES = new Set(['bypassPermissions', 'yolo']);

export class AgentRequests {
  /** Every call of `permission`, also for ids nobody asked. */
  readonly answers = new Arrivals<PermissionParams>();
  manners: Manners = 'complete';
  permissionMode: string;
  readonly #parts: RequestsParts;
  readonly #waiting = new Map<string, Waiting>();
  readonly #grants = new Set<string>();

  constructor(parts: RequestsParts) {
    this.#parts = parts;
    this.permissionMode = parts.permissionMode;
  }

  get isBypassed(): boolean {
    return BYPASSES.has(this.permissionMode);
  }

  runsUnasked({ tool, arguments: input }: ToolAsk): boolean {
    return (this.isBypassed && !ASKS_IN_EVERY_MODE.has(tool)) || isGranted(this.#grants, tool, input);
  }

  /** @returns resolves when the server has it. */
  async raise(ask: ToolAsk): Promise<OpenAsk> {
    const id = ask.id ?? `toolu_${randomUUID().replaceAll('-', '').slice(0, 24)}`;
    const outcome = new Promise<Outcome>((settle) => this.#waiting.set(id, { ask, settle }));
    await this.#parts.state.change((state) => {
      const { [id]: _again, ...completedRequests } = state.completedRequests ?? {};
      const request = {
        tool: ask.tool,
        arguments: ask.arguments,
        createdAt: Date.now(),
        ...(ask.toolUseId === undefined ? {} : { toolUseId: ask.toolUseId }),
      };
      return { ...state, requests: { ...state.requests, [id]: request }, completedRequests };
    });
    return { id, wasRaised: true, outcome };
  }

  /** The `permission` method: unknown ids are acked quietly, the first answer wins. */
  async answer(given: unknown): Promise<unknown> {
    const params = permissionParams.parse(given);
    this.answers.add(params);
    if (this.manners === 'deaf') return NO_ANSWER;
    if (this.manners === 'fail') throw new Error('the agent could not take the answer');
    const waiting = this.#waiting.get(params.id);
    if (waiting === undefined || this.manners === 'keep-open') return undefined;
    const mergesInput = this.#parts.dialect === 'current';
    const outcome = readAnswer(params, waiting.ask.arguments, { isClaude: this.#parts.isClaude, mergesInput });
    if (this.#parts.isClaude && params.approved) {
      for (const grant of params.allowTools ?? []) this.#grants.add(grant);
      if (params.mode !== undefined) this.permissionMode = params.mode;
    }
    // The move is on its way when the ack leaves: either may arrive first.
    const over = this.#over(params.id, outcome);
    if (this.manners === 'no-ack') return over.then(() => NO_ANSWER);
    void over.catch(() => undefined); // the agent may be gone by then
    return undefined;
  }

  /** Answered at the terminal or by another hand: the request moves and nobody called. */
  async answerElsewhere(id: string, isApproved: boolean): Promise<void> {
    const input = this.#waiting.get(id)?.ask.arguments;
    await this.#over(id, { status: isApproved ? 'approved' : 'denied', params: null, input, isTurnOver: !isApproved });
  }

  /** A mode switch, an abort, a new process: whatever is open is canceled, and what was granted is forgotten. */
  async withdraw(reason: string): Promise<void> {
    this.#grants.clear();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    await this.#parts.state.change((state) => {
      const completedRequests = { ...state.completedRequests };
      for (const [id, request] of Object.entries(state.requests ?? {}))
        completedRequests[id] = { ...request, completedAt: Date.now(), status: 'canceled', reason };
      return { ...state, requests: {}, completedRequests };
    });
    for (const { ask, settle } of waiting)
      settle({ status: 'canceled', params: null, input: ask.arguments, isTurnOver: true });
  }

  async #over(id: string, outcome: Outcome): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (outcome.isTurnOver) this.#grants.clear();
    await this.#parts.state.change((state) => {
      const { [id]: request, ...requests } = state.requests ?? {};
      if (request === undefined) return state;
      const completed = { ...request, ...this.#record(outcome), completedAt: Date.now(), status: outcome.status };
      return { ...state, requests, completedRequests: { ...state.completedRequests, [id]: completed } };
    });
    await this.#parts.onOver(id, waiting.ask, outcome);
    waiting.settle(outcome);
  }

  /** What the completed entry keeps of the answer. Current agents write the grants under two names. */
  #record({ params }: Outcome): Record<string, unknown> {
    const { reason, mode, decision, allowTools } = params ?? {};
    const grants =
      this.#parts.dialect === 'current' ? { allowTools, allowedTools: allowTools } : { allowedTools: allowTools };
    const kept = { reason, mode, decision, ...grants };
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  }
}
