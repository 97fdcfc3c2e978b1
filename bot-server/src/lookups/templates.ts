// Published template revisions never change, so each is read from the database once per process.
import type { TemplateId, TenantId } from '@paidan/shared/kernel/id';
import type { Template, TemplateBody } from '@paidan/shared/model/template';
import { template } from '../store/tables/template';
import { templateRevision } from '../store/tables/templateRevision';
import type { Reader } from '../store/unit';

export type Templates = {
  /** Undefined where the organization has no such revision. */
  readonly at: (reader: Reader, id: TemplateId, revision: number) => Promise<Template | undefined>;
  /** The newest revision of a template in use; undefined where there is none or it is retired. */
  readonly current: (reader: Reader, id: TemplateId) => Promise<Template | undefined>;
  /** What `current` found last: a guess, for whoever can make use of one while it looks again. */
  readonly before: (tenantId: TenantId, id: TemplateId) => Template | undefined;
};

const MOST = 1000;

export function makeTemplates(): Templates {
  const kept = new Map<string, Template>();
  const last = new Map<string, Template>();

  async function at(reader: Reader, id: TemplateId, revision: number): Promise<Template | undefined> {
    const key = keyOf(reader.tenantId, id, revision);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const [head, row] = [
      await reader.one(template, { id }),
      await reader.one(templateRevision, { templateId: id, revision }),
    ];
    if (head === undefined || row === undefined) return undefined;
    const body = row.body as TemplateBody;
    const found: Template = { id, revision, code: head.code, ...body };
    put(kept, key, found);
    return found;
  }

  return {
    at,
    current: async (reader, id) => {
      const [head] = await reader.find(template, { where: { id }, columns: ['state', 'revision'] });
      if (head === undefined || head.state !== 'active') return undefined;
      const found = await at(reader, id, head.revision);
      const key = `${reader.tenantId} ${id}`;
      if (found !== undefined && last.get(key) !== found) put(last, key, found);
      return found;
    },
    before: (tenantId, id) => last.get(`${tenantId} ${id}`),
  };
}

function put(kept: Map<string, Template>, key: string, found: Template): void {
  if (kept.size >= MOST) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, found);
}

const keyOf = (tenantId: TenantId, id: string, revision: number) => `${tenantId} ${id} ${revision}`;
