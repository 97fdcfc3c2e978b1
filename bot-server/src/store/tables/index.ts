// Every table there is, for the checks that go over all of them.
import type { Table } from '../columns';
import { account } from './account';
import { accountHealth } from './accountHealth';
import { accountToken } from './accountToken';
import { asset } from './asset';
import { card } from './card';
import { commandKey } from './commandKey';
import { consent } from './consent';
import { delivery } from './delivery';
import { department } from './department';
import { disclosure } from './disclosure';
import { erasure } from './erasure';
import { event } from './event';
import { exportLog } from './exportLog';
import { feedHead } from './feedHead';
import { file } from './file';
import { guest } from './guest';
import { guestRules } from './guestRules';
import { held } from './held';
import { identity } from './identity';
import { jobSlot } from './jobSlot';
import { labelPrint } from './labelPrint';
import { lease } from './lease';
import { lockout } from './lockout';
import { member } from './member';
import { meter } from './meter';
import { numberBlock } from './numberBlock';
import { outbox } from './outbox';
import { preference } from './preference';
import { rate } from './rate';
import { recent } from './recent';
import { role } from './role';
import { same } from './same';
import { screening } from './screening';
import { sealedEvent } from './sealedEvent';
import { session } from './session';
import { site } from './site';
import { template } from './template';
import { templateRevision } from './templateRevision';
import { tenant } from './tenant';
import { ticket } from './ticket';
import { ticketGram } from './ticketGram';
import { timer } from './timer';
import { track } from './track';
import { vault } from './vault';
import { workItem } from './workItem';

export const TABLES: readonly Table[] = [
  tenant,
  member,
  department,
  role,
  site,
  asset,
  template,
  templateRevision,
  ticket,
  workItem,
  event,
  feedHead,
  commandKey,
  timer,
  outbox,
  file,
  numberBlock,
  ticketGram,
  session,
  lockout,
  jobSlot,
  lease,
  account,
  accountHealth,
  accountToken,
  identity,
  delivery,
  card,
  meter,
  consent,
  screening,
  preference,
  labelPrint,
  guest,
  track,
  same,
  held,
  recent,
  rate,
  guestRules,
  vault,
  sealedEvent,
  exportLog,
  disclosure,
  erasure,
];
