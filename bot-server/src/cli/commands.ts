// Every command of the command line.
import type { Command } from './command';
import { seed } from './seed';
import { token } from './token';
import { verify } from './verify';

export const COMMANDS: Readonly<Record<string, Command>> = { token, seed, verify };
