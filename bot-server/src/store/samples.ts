// Rows for the store's own tests.
import type { MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import type { NewRow } from './columns';
import type { member } from './tables/member';
import type { ticket } from './tables/ticket';
import type { workItem } from './tables/workItem';

export const A = { tenantId: 'tenant-a' as TenantId };
export const B = { tenantId: 'tenant-b' as TenantId };
export const NOW = 1_795_000_000_000;
export const ticketId = (id: string) => id as TicketId;
export const memberId = (id: string) => id as MemberId;

export const aMember = (id: string, more: Partial<NewRow<typeof member>> = {}): NewRow<typeof member> => ({
  id: memberId(id),
  login: id,
  name: id,
  phone: null,
  pictureId: null,
  departmentId: null,
  roles: [],
  passwordHash: null,
  state: 'active',
  version: 1,
  createdAt: NOW,
  updatedAt: NOW,
  erasedAt: null,
  ...more,
});

export const aTicket = (id: string, no: number, more: Partial<NewRow<typeof ticket>> = {}): NewRow<typeof ticket> => ({
  id: ticketId(id),
  no,
  templateId: 'template' as NewRow<typeof ticket>['templateId'],
  templateVersion: 1,
  source: 'console',
  title: 'Leak',
  priority: 'normal',
  phase: 'open',
  node: 'dispatch',
  requesterId: memberId('reporter'),
  assigneeId: null,
  siteId: null,
  assetId: null,
  values: {},
  createdAt: NOW,
  dueAt: NOW + 1,
  acceptedAt: null,
  departedAt: null,
  arrivedAt: null,
  startedAt: null,
  completedAt: null,
  endedAt: null,
  overdueAt: null,
  updatedAt: NOW,
  urgedAt: null,
  urges: 0,
  comments: 0,
  workMinutes: 0,
  stars: null,
  work: [],
  workCount: 0,
  people: [],
  pools: [],
  version: 1,
  createdDay: '2026-11-23',
  ...more,
});

export const aWorkItem = (
  id: string,
  no: number,
  more: Partial<NewRow<typeof workItem>> = {},
): NewRow<typeof workItem> => ({
  ticketId: ticketId(id),
  no,
  node: 'work',
  token: '',
  kind: 'task',
  handlerId: null,
  role: null,
  state: 'open',
  dueAt: NOW,
  openedAt: NOW,
  closedAt: null,
  ...more,
});
