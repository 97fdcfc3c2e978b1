// What has somebody said in an event, in words, pictures and voice? By the ticket's own template, which knows what its fields are.
import type { FileId, TicketId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { FieldType } from '@paidan/shared/kinds';
import type { Field, FieldValue, FormValues, VoiceNote } from '@paidan/shared/model/field';
import { picturesIn } from '@paidan/shared/rules/form/checklist';
import type { Templates } from '../../lookups/templates';
import { file } from '../../store/tables/file';
import { ticket } from '../../store/tables/ticket';
import type { Reader } from '../../store/unit';

export type Media = { readonly id: FileId; readonly kind: 'image' | 'audio' };
export type Said = { readonly text: string; readonly media: readonly Media[] };

/** Free words, pictures and voice notes; what was chosen from a list, or says how to reach somebody, is nobody's business there. */
export async function saidIn(reader: Reader, ticketId: TicketId, data: Json, templates: Templates): Promise<Said> {
  const { title, text, values = {}, photos, voice } = data as Spoken;
  const fields = await fieldsOf(reader, ticketId, templates);
  const held = (...types: readonly FieldType[]) =>
    fields.filter(({ type }) => types.includes(type)).map(({ key }) => values[key]);
  const words = [title, ...held('text', 'longText'), text].filter((one) => typeof one === 'string');
  const voices = [...held('voice'), voice].flatMap((one) => (isVoice(one) ? [one.file] : []));
  const checked = held('checklist').flatMap(picturesIn);
  const named = [...held('photo'), photos, checked, voices].flat().filter((one) => typeof one === 'string') as FileId[];
  const rows =
    named.length === 0
      ? []
      : await reader.find(file, {
          where: { id: { in: named }, kind: { in: ['image', 'audio'] } },
          columns: ['id', 'kind'],
        });
  return { text: [...new Set(words)].join('\n').trim(), media: rows.map(({ id, kind }) => ({ id, kind }) as Media) };
}

type Spoken = {
  readonly title?: string;
  readonly text?: string;
  readonly values?: FormValues;
  readonly photos?: readonly string[];
  readonly voice?: VoiceNote;
};

const isVoice = (one: FieldValue | undefined): one is VoiceNote => typeof one === 'object' && 'file' in one;

async function fieldsOf(reader: Reader, id: TicketId, templates: Templates): Promise<readonly Field[]> {
  const row = await reader.one(ticket, { id });
  const found = row && (await templates.at(reader, row.templateId, row.templateVersion));
  return found?.fields ?? [];
}
