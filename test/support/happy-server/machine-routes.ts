import { z } from 'zod';
import { readBodyAs, refuse, type Exchange, type Handlers } from './exchange.ts';
import { blob, machineObject, type MachineRow } from './rows.ts';

const newMachine = z.object({
  id: z.string(),
  metadata: z.string(),
  daemonState: z.string().nullish(),
  dataEncryptionKey: z.string().nullish(),
});

export const machineRoutes: Handlers<'machines' | 'machine' | 'createMachine' | 'deleteMachine'> = {
  machines: ({ core, accountId, reply }) =>
    reply([...core.store.machines.values()].filter((row) => row.accountId === accountId).map(machineObject)),
  machine: (exchange) => exchange.reply({ machine: machineObject(machineOf(exchange)) }),
  createMachine: (exchange) => {
    const given = readBodyAs(exchange, newMachine);
    const { core, accountId, reply } = exchange;
    const known = core.store.machine(accountId, given.id);
    if (known !== null) return reply({ machine: machineObject(known) });
    const nowMs = core.clock.nowMs();
    const daemonState = given.daemonState ?? null;
    const row: MachineRow = {
      id: given.id,
      accountId,
      seq: 0,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      isActive: false,
      activeAtMs: nowMs,
      // Unlike sessions, what machines are created with counts as version 1.
      metadata: blob(given.metadata, 1),
      daemonState: blob(daemonState, daemonState === null ? 0 : 1),
      dataEncryptionKey: given.dataEncryptionKey ?? null,
    };
    core.store.machines.set(row.id, row);
    const { id, ...shown } = machineObject(row);
    core.out.update(accountId, { t: 'new-machine', machineId: id, ...shown }, { tag: 'user' });
    reply({ machine: machineObject(row) });
  },
  deleteMachine: (exchange) => {
    const row = machineOf(exchange);
    exchange.core.store.machines.delete(row.id);
    exchange.core.out.update(exchange.accountId, { t: 'delete-machine', machineId: row.id }, { tag: 'user' });
    exchange.reply({ success: true });
  },
};

function machineOf({ core, accountId, params }: Exchange): MachineRow {
  const row = core.store.machine(accountId, params[0] ?? '');
  if (row === null) throw refuse(404, 'Machine not found');
  return row;
}
