// Every migration, oldest first. Forwards only: what is wrong with one that was shipped is put right by the next.
import { Ground1764000000001 } from './0001-ground';

export const MIGRATIONS = [Ground1764000000001] as const;
