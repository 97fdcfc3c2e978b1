// What is told of other people's reports: that there is one, since when, what kind, how far it is, and how many have met it as well.
// Never a word of the person's own: what somebody writes about their home is not for whoever scans the code at the door.
import type { NearbyReport } from '@paidan/shared/contract/guest';
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { FormValues } from '@paidan/shared/model/field';
import type { GuestRules } from '@paidan/shared/model/guest';
import type { Template } from '@paidan/shared/model/template';
import { fromRow } from '../../lookups/ticketRow';
import type { RowOf } from '../../store/columns';
import { same } from '../../store/tables/same';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';
import type { GuestDeps } from './deps';
import type { Label } from './label';

const MOST = 3;
/** Of those who say the same; more is as good as this. */
const MANY = 99;
export const OPEN = ['new', 'open', 'active', 'waiting'] as const;

type Templates = GuestDeps['templates'];

export async function nearbyOf(
  reader: Reader,
  templates: Templates,
  rules: GuestRules,
  label: Label,
): Promise<NearbyReport[]> {
  const where = label.assetId === null ? { siteId: label.siteId } : { assetId: label.assetId };
  const rows = await reader.find(ticket, {
    where: { ...where, phase: { in: [...OPEN] }, templateId: { in: [...rules.templateIds] as TemplateId[] } },
    order: [['id', 'desc']],
    limit: MOST,
  });
  return Promise.all(rows.map((row) => toldOf(reader, templates, row)));
}

export async function toldOf(reader: Reader, templates: Templates, row: RowOf<typeof ticket>): Promise<NearbyReport> {
  const { id, templateId, templateVersion, values, createdAt, phase } = fromRow(row);
  const [template, others] = await Promise.all([
    templates.at(reader, templateId, templateVersion),
    othersOf(reader, id),
  ]);
  const what = template === undefined ? { zh: '', en: '' } : whatOf(template, values);
  return { ref: id, at: createdAt, what: { ...what }, phase, others };
}

export const othersOf = (reader: Reader, ticketId: RowOf<typeof ticket>['id']): Promise<number> =>
  reader.count(same, { ticketId, stands: true }, MANY);

/** The choice that was made, such as 「电梯」; without one, what kind of report it is. */
function whatOf({ fields, flow, name }: Template, values: FormValues) {
  const choice = fields.find(({ type, node }) => type === 'select' && node === flow[0]?.id);
  const value = choice === undefined ? undefined : values[choice.key];
  return choice?.options?.find((option) => option.value === value)?.label ?? name;
}
