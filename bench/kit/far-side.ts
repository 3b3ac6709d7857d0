import type { Order, Report } from '../far-side/orders.ts';
import { startSide, type Side } from './side.ts';

/** As much of a session service as a stream needs. */
export interface FarSide extends Side<Order, Report> {
  readonly port: number;
  readonly baseUrl: string;
}

export async function startFarSide(): Promise<FarSide> {
  const side = startSide<Order, Report>('far-side.mjs');
  const { port } = await side.hear('listening');
  return { ...side, port, baseUrl: `http://127.0.0.1:${port}` };
}
