// Tickets as they are now: the members of the rules' `Ticket`, and the day of creation for reports.
import type { AssetId, MemberId, SiteId, TemplateId, TicketId } from '@paidan/shared/kernel/id';
import type { Channel, Phase, Priority } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import type { FormValues } from '@paidan/shared/model/field';
import type { WorkItem } from '@paidan/shared/model/ticket';
import { id, instant, int, json, nullable, table, text } from '../columns';

export const ticket = table('ticket', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<TicketId>(),
    no: int(),
    templateId: id<TemplateId>(),
    templateVersion: int(),
    source: text<Channel>(16),
    title: text(LIMITS.title),
    priority: text<Priority>(16),
    phase: text<Phase>(16),
    node: text(LIMITS.fieldKey),
    requesterId: id<MemberId>(),
    assigneeId: nullable(id<MemberId>()),
    siteId: nullable(id<SiteId>()),
    assetId: nullable(id<AssetId>()),
    values: json<FormValues>(),
    createdAt: instant(),
    dueAt: instant(),
    acceptedAt: nullable(instant()),
    departedAt: nullable(instant()),
    arrivedAt: nullable(instant()),
    startedAt: nullable(instant()),
    completedAt: nullable(instant()),
    endedAt: nullable(instant()),
    overdueAt: nullable(instant()),
    updatedAt: instant(),
    urgedAt: nullable(instant()),
    urges: int(),
    comments: int(),
    workMinutes: int(),
    stars: nullable(int()),
    work: json<readonly WorkItem[]>(),
    workCount: int(),
    people: json<readonly MemberId[]>(),
    pools: json<readonly string[]>(),
    version: int(),
    /** `2026-11-23`, at the organization's offset. */
    createdDay: text(10),
  },
  unique: [['tenantId', 'no']],
  // Few, since each costs every write. Ids sort by creation, so `id` is "newest first" and ends each index that lists are read by.
  indexes: [
    ['tenantId', 'phase', 'id'],
    ['tenantId', 'phase', 'dueAt', 'id'],
    ['tenantId', 'requesterId', 'id'],
    ['tenantId', 'assigneeId', 'phase', 'id'],
    ['tenantId', 'siteId', 'id'],
    // The asset first: otherwise SQLite, which knows no numbers of rows, takes this one for what asks by organization alone.
    ['assetId', 'tenantId', 'id'],
    ['assetId', 'tenantId', 'phase', 'id'],
    ['tenantId', 'updatedAt', 'id'],
    ['tenantId', 'dueAt', 'id'],
    // All that a board counts by, so that it reads nothing else.
    ['tenantId', 'createdDay', 'phase', 'templateId', 'id'],
  ],
});
