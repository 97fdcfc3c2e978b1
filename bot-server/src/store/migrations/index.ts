// Every migration, oldest first. Forwards only: what is wrong with one that was shipped is put right by the next.
import { Ground1764000000001 } from './0001-ground';
import { Channels1764000000002 } from './0002-channels';
import { Guests1764000000003 } from './0003-guests';
import { OnSite1764000000004 } from './0004-on-site';
import { Labels1764000000007 } from './0007-labels';

export const MIGRATIONS = [
  Ground1764000000001,
  Channels1764000000002,
  Guests1764000000003,
  OnSite1764000000004,
  Labels1764000000007,
] as const;
