import type { CheckOf } from '../../../shared/model/doctor.ts';
import type { SignInReason } from '../../../shared/model/connection.ts';
import type { DoctorFinding } from '../../../shared/model/doctor-findings.ts';
import type { LinkCause } from '../../../shared/model/session.ts';
import type { LookedConnection } from './doctor-look.ts';
import { found } from './found.ts';

type Finding = DoctorFinding<'connections'>;

const SIGN_IN: Readonly<Record<SignInReason, Finding>> = {
  'no-token': 'no-token',
  refused: 'sign-in-refused',
  'credentials-file-missing': 'credentials-file-missing',
  'credentials-file-unreadable': 'credentials-file-unreadable',
  'credentials-file-without-token': 'credentials-file-without-token',
  'key-unreadable': 'key-unreadable',
};

/** One finding for each connection, told by its number in the window's list: names and addresses are nobody else's business. */
export function checkConnections(connections: readonly LookedConnection[]): readonly CheckOf<'connections'>[] {
  const checks: CheckOf<'connections'>[] = [];
  for (const [index, connection] of connections.entries()) {
    if (connection.practice) continue;
    const number = String(index + 1);
    const { finding, status } = findingOf(connection.state);
    checks.push(
      found('connections', finding, {
        connection: `#${number} (${connection.kind})`,
        number,
        kind: connection.kind,
        ...(status !== undefined && { status: String(status) }),
      }),
    );
  }
  return checks.length === 0 ? [found('connections', 'none')] : checks;
}

function findingOf(state: LookedConnection['state']): { readonly finding: Finding; readonly status?: number } {
  switch (state.tag) {
    case 'off':
    case 'connecting':
    case 'live':
    case 'not-asked':
      return { finding: state.tag };
    case 'sign-in-needed':
      return { finding: SIGN_IN[state.why] };
    case 'retrying':
    case 'failed':
      return findingOfCause(state.cause);
  }
}

function findingOfCause({ code, status, certificate }: LinkCause): ReturnType<typeof findingOf> {
  const finding: Finding = certificate === undefined ? code : `certificate-${certificate}`;
  return { finding, ...(status !== undefined && { status }) };
}
