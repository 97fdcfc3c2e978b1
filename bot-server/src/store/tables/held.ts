// Reports from public codes that wait for somebody to look at them.
import type { AssetId, MemberId, SiteId, TemplateId, TicketId } from '@paidan/shared/kernel/id';
import type { HeldState, HoldReason } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import type { FormValues } from '@paidan/shared/model/field';
import { id, instant, int, json, nullable, table, text } from '../columns';

export const held = table('held', {
  key: ['tenantId', 'id'],
  columns: {
    id: id(),
    /** The ticket's, should it become one. */
    ticketId: id<TicketId>(),
    guestId: id<MemberId>(),
    templateId: id<TemplateId>(),
    siteId: nullable(id<SiteId>()),
    assetId: nullable(id<AssetId>()),
    why: json<readonly HoldReason[]>(),
    state: text<HeldState>(16),
    at: instant(),
    decidedAt: nullable(instant()),
    decidedBy: nullable(id<MemberId>()),
    version: int(),
    /** Beside the timeline, so that what is spam can be erased. */
    title: text(LIMITS.title),
    values: json<FormValues>(),
  },
  unique: [['tenantId', 'ticketId']],
  indexes: [
    ['tenantId', 'state', 'id'],
    ['tenantId', 'guestId', 'id'],
    ['state', 'decidedAt'],
  ],
});
