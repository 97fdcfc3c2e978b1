// Where does the stand-in for the chat platforms listen? `npm start` writes it down, so that the command line speaks to the same
// one: the real platforms know nothing of the sample organization's connections, and their saying so would stop its messages.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './machine.mjs';

const NOTED = inRoot('.cache/build/stand-in.url');

/** For looking around: with the sample organizations, unless somebody has chosen the platforms to speak to. */
export function wantsStandIn() {
  const { NODE_ENV, DATABASE_URL, SAMPLE_DATA, SANDBOX_URL } = process.env;
  if (NODE_ENV === 'production' || SANDBOX_URL !== undefined || SAMPLE_DATA === 'off') return false;
  return SAMPLE_DATA === 'on' || (!DATABASE_URL && !['test'].includes(NODE_ENV ?? ''));
}

export function noteStandIn(url) {
  mkdirSync(path.dirname(NOTED), { recursive: true });
  writeFileSync(NOTED, url);
}

/** Null where none runs. */
export function notedStandIn() {
  try {
    return readFileSync(NOTED, 'utf8');
  } catch {
    return null;
  }
}

/** Another server's, started since, stays. */
export function forgetStandIn(url) {
  if (url !== null && notedStandIn() === url) rmSync(NOTED, { force: true });
}
