import type { ConnectionTest } from '../../shared/model/connection-test.ts';
import type { BackendKind } from '../../shared/model/connection.ts';
import { words } from '../../shared/strings/window.ts';
import type { SaidWords } from './said.tsx';

export const connectionTestWords = (test: ConnectionTest, kind: BackendKind): SaidWords =>
  test.reached && test.problem === null
    ? { ok: true, text: words.connections.testOk(test.sessions) }
    : { ok: false, text: words.connections.testProblem(test, kind) };
