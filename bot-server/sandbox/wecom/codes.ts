// Response codes: one from the sending, a fresh one with each callback; 72 hours, each works once. Source: 94888.
import type { Box } from '../box';
import { randomName } from '../ids';
import type { Sent } from './corp';

const CODE_BYTES = 32;

export function giveCode({ state }: Box, sent: Sent): string {
  const code = randomName(CODE_BYTES);
  state.responseCodes.set(code, { sent });
  return code;
}

/** Null once it has been used, or its time is over, or it never was. */
export const peekCode = ({ state }: Box, code: string): Sent | null => state.responseCodes.get(code)?.sent ?? null;
export const useCode = ({ state }: Box, code: string): void => state.responseCodes.delete(code);
