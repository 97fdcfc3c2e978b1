// What has somebody said in an event, in words and pictures? By the ticket's own template, which knows what its fields are.
import type { FileId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { FieldType } from '@paidan/shared/kinds';
import type { Field, FormValues } from '@paidan/shared/model/field';
import type { Templates } from '../../lookups/templates';
import { file } from '../../store/tables/file';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';

export type Said = { readonly text: string; readonly pictures: readonly FileId[] };

/** Free words and pictures; what was chosen from a list, or says how to reach somebody, is nobody's business there. */
export async function saidIn(reader: Reader, ticketId: TicketId, data: Json, templates: Templates): Promise<Said> {
  const { title, text, values = {}, photos } = data as Spoken;
  const fields = await fieldsOf(reader, ticketId, templates);
  const held = (...types: readonly FieldType[]) =>
    fields.filter(({ type }) => types.includes(type)).map(({ key }) => values[key]);
  const words = [title, ...held('text', 'longText'), text].filter((one) => typeof one === 'string');
  const named = [...held('photo'), photos].flat().filter((one) => typeof one === 'string') as FileId[];
  const rows =
    named.length === 0 ? [] : await reader.find(file, { where: { id: { in: named }, kind: 'image' }, columns: ['id'] });
  return { text: [...new Set(words)].join('\n').trim(), pictures: rows.map(({ id }) => id) };
}

type Spoken = {
  readonly title?: string;
  readonly text?: string;
  readonly values?: FormValues;
  readonly photos?: readonly string[];
};

async function fieldsOf(reader: Reader, id: TicketId, templates: Templates): Promise<readonly Field[]> {
  const row = await reader.one(ticket, { id });
  const found = row && (await templates.at(reader, row.templateId, row.templateVersion));
  return found?.fields ?? [];
}
