// A report becomes a ticket: checked, titled, promised, and walked to its first resting place.

import type { AssetId, SiteId } from '../../../kernel/id';
import { no, ok, type Result } from '../../../kernel/result';
import { MINUTE } from '../../../kernel/time';
import { PRIORITIES, type Priority } from '../../../kinds';
import { LIMITS } from '../../../limits';
import type { TicketEventBody } from '../../../model/event';
import type { FormValues } from '../../../model/field';
import type { Template } from '../../../model/template';
import { type Refusal, refuse } from '../../../refusal';
import { type Birth, type Context, hasGrant } from '../context';
import type { CommandOf } from './decider';
import { walk } from './enter';
import { acceptValues } from './values';

export function create(
  command: CommandOf<'ticket.create'>,
  birth: Omit<Birth, 'id'>,
  context: Context,
): Result<readonly TicketEventBody[], Refusal> {
  const { actor, template, facts, now } = context;
  if (actor.kind !== 'member' || !hasGrant(actor, 'ticket.create')) return no(refuse('forbidden'));
  const start = template.flow[0];
  if (start === undefined) return no(refuse('wrong_step'));
  const checked = acceptValues(context, start.id, command.values);
  if (!checked.ok) return checked;
  const values = checked.value;
  const bound = bind(template, values);
  const priority = bound.priority;
  const siteId = bound.siteId ?? (bound.assetId === null ? null : (facts.assets.get(bound.assetId)?.siteId ?? null));
  const created: TicketEventBody = {
    type: 'ticket.created',
    no: birth.no,
    templateId: template.id,
    templateVersion: template.revision,
    node: start.id,
    source: birth.source,
    requesterId: actor.id,
    title: bound.title,
    priority,
    siteId,
    assetId: bound.assetId,
    values,
    dueAt: now + template.promise[priority] * MINUTE,
  };
  return ok([created, ...walk(template, start.id, { requesterId: actor.id, assigneeId: null, priority, values })]);
}

/** The template's `binds` say which fields feed the ticket's own columns. */
function bind(template: Template, values: FormValues) {
  const text = (key: string | undefined): string | null => {
    const value = key === undefined ? undefined : values[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const { binds } = template;
  const priority = PRIORITIES.find((candidate) => candidate === text(binds.priority)) ?? ('normal' satisfies Priority);
  return {
    title: (text(binds.title) ?? template.name.zh).slice(0, LIMITS.title),
    priority,
    siteId: text(binds.site) as SiteId | null,
    assetId: text(binds.asset) as AssetId | null,
  };
}
