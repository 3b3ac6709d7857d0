#!/usr/bin/env node
/**
 * A program in the place of `claude`: it says over stdio what a test tells it to, and tells the test what it hears.
 * What it says is made up in scripted-agent.ts; here is only the process.
 */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const control = connect(Number(process.env.STDIO_AGENT_PORT), '127.0.0.1');
/** @param {object} message */
const tell = (message) => control.write(`${JSON.stringify(message)}\n`);
let staysAtEnd = false;

control.on('connect', () => {
  tell({ begin: { argv: process.argv.slice(2), cwd: process.cwd(), env: process.env, pid: process.pid } });
  createInterface({ input: process.stdin })
    .on('line', (line) => tell({ line }))
    .on('close', () => staysAtEnd || process.exit(0));
});
control.on('error', () => process.exit(70));
control.on('close', () => process.exit(70));
createInterface({ input: control })
  .on('error', () => process.exit(70))
  .on('line', (text) => {
    const order = JSON.parse(text);
    if (order.staysAtEnd) {
      staysAtEnd = true;
      process.on('SIGTERM', () => undefined);
    }
    if (order.stderr !== undefined) process.stderr.write(order.stderr);
    if (order.stdout !== undefined) process.stdout.write(order.stdout);
    if (order.exit !== undefined) process.stderr.write('', () => process.exit(order.exit));
  });
