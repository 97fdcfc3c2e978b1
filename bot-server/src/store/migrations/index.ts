// Every migration, oldest first. Forwards only: what is wrong with one that was shipped is put right by the next.
import { Ground1764000000001 } from './0001-ground';
import { Channels1764000000002 } from './0002-channels';
import { Guests1764000000003 } from './0003-guests';
import { OnSite1764000000004 } from './0004-on-site';
import { Labels1764000000007 } from './0007-labels';
import { Boards1764000000009 } from './0009-boards';
import { PublicIds1764000000010 } from './0010-public-ids';
import { Vault1764000000011 } from './0011-vault';
import { Disclosures1764000000012 } from './0012-disclosures';
import { Erasure1764000000013 } from './0013-erasure';
import { Same1764000000014 } from './0014-same';
import { Exports1764000000016 } from './0016-exports';
import { Rates1764000000018 } from './0018-rates';
import { RevokedLinks1764000000019 } from './0019-revoked-links';
import { SealedEvents1764000000021 } from './0021-sealed-events';
import { SignedNotes1764000000022 } from './0022-signed-notes';
import { SilentTimers1764000000023 } from './0023-silent-timers';
import { AssetsUnderWay1764000000024 } from './0024-assets-under-way';

export const MIGRATIONS = [
  Ground1764000000001,
  Channels1764000000002,
  Guests1764000000003,
  OnSite1764000000004,
  Labels1764000000007,
  Boards1764000000009,
  PublicIds1764000000010,
  Vault1764000000011,
  Exports1764000000016,
  Disclosures1764000000012,
  Rates1764000000018,
  Erasure1764000000013,
  SealedEvents1764000000021,
  Same1764000000014,
  RevokedLinks1764000000019,
  SignedNotes1764000000022,
  SilentTimers1764000000023,
  AssetsUnderWay1764000000024,
] as const;
