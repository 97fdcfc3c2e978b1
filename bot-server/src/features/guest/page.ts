// guest.page: what somebody sees who scans a label without an account. Nothing of other people's reports but that there are some.
import type { PublicPage, PublicTemplate } from '@paidan/shared/contract/guest';
import type { TemplateId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { FormValues } from '@paidan/shared/model/field';
import type { GuestRules } from '@paidan/shared/model/guest';
import type { Template } from '@paidan/shared/model/template';
import { refuse } from '@paidan/shared/refusal';
import { askedOf, publicShape } from '@paidan/shared/rules/guest/form';
import type { OpenHandler } from '../../core/call';
import { guestRulesOf } from '../../lookups/guestRules';
import { fromRow } from '../../lookups/ticketRow';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';
import type { GuestDeps } from './deps';
import { findLabel, type Label } from './label';

const MOST_NEARBY = 3;

export const makePage =
  ({ store, clock, templates, secrets }: GuestDeps): OpenHandler<'guest.page'> =>
  async ({ label: ref }) => {
    const label = await findLabel(store, ref);
    if (label === null) return no(refuse('not_found'));
    const reader = store.read(label);
    const rules = await guestRulesOf(reader);
    const { org, name, path } = label;
    const closed = (state: 'off' | 'retired'): PublicPage => ({ state, org, contact: rules.contact });
    if (!rules.on) return ok(closed('off'));
    if (label.state === 'retired') return ok(closed('retired'));
    const offered = await offeredAt(reader, templates, rules, label);
    if (offered.length === 0) return ok(closed('off'));
    return ok({
      state: 'open',
      org,
      contact: rules.contact,
      place: { name, path },
      greeting: rules.greeting,
      phone: rules.phone,
      templates: offered.map(viewOf),
      nearby: await nearby(reader, templates, rules, label),
      stamp: secrets.stamp(clock.now()),
    });
  };

/** In the organization's own order; those that this label cannot fill in are left out. */
async function offeredAt(
  reader: Reader,
  templates: GuestDeps['templates'],
  rules: GuestRules,
  label: Label,
): Promise<readonly Template[]> {
  const current = await Promise.all(rules.templateIds.map((id) => templates.current(reader, id)));
  return current.flatMap((template) => {
    const shaped = template === undefined ? null : publicShape(template, label.kind, rules.phone);
    return shaped ?? [];
  });
}

function viewOf({ id, revision, code, name, fields, flow, binds }: Template): PublicTemplate {
  const start = flow.flatMap((node) => (node.kind === 'start' ? { ...node, kind: node.kind } : []));
  const asked = askedOf(fields).filter(({ node }) => node === start[0]?.id);
  return { id, revision, code, name, binds, fields: [...asked], flow: start };
}

const OPEN = ['new', 'open', 'active', 'waiting'] as const;

async function nearby(reader: Reader, templates: GuestDeps['templates'], rules: GuestRules, label: Label) {
  const where = label.assetId === null ? { siteId: label.siteId } : { assetId: label.assetId };
  const rows = await reader.find(ticket, {
    where: { ...where, phase: { in: [...OPEN] }, templateId: { in: [...rules.templateIds] as TemplateId[] } },
    order: [['id', 'desc']],
    limit: MOST_NEARBY,
  });
  return Promise.all(
    rows.map(async (row) => {
      const { id, templateId, templateVersion, values, createdAt } = fromRow(row);
      const template = await templates.at(reader, templateId, templateVersion);
      const what = template === undefined ? { zh: '', en: '' } : whatOf(template, values);
      return { ref: id, at: createdAt, what: { ...what } };
    }),
  );
}

/** The choice that was made, such as 「电梯」; without one, what kind of report it is. Never a word of the person's own. */
function whatOf({ fields, flow, name }: Template, values: FormValues) {
  const choice = fields.find(({ type, node }) => type === 'select' && node === flow[0]?.id);
  const value = choice === undefined ? undefined : values[choice.key];
  return choice?.options?.find((option) => option.value === value)?.label ?? name;
}
