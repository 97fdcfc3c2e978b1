// Every table there is, for the checks that go over all of them.
import type { Table } from '../columns';
import { asset } from './asset';
import { commandKey } from './commandKey';
import { department } from './department';
import { event } from './event';
import { feedHead } from './feedHead';
import { file } from './file';
import { jobSlot } from './jobSlot';
import { lease } from './lease';
import { lockout } from './lockout';
import { member } from './member';
import { numberBlock } from './numberBlock';
import { outbox } from './outbox';
import { role } from './role';
import { session } from './session';
import { site } from './site';
import { template } from './template';
import { templateRevision } from './templateRevision';
import { tenant } from './tenant';
import { ticket } from './ticket';
import { ticketGram } from './ticketGram';
import { timer } from './timer';
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
];
