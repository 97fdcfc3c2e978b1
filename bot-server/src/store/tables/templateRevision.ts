// Published revisions of templates; none of these rows ever changes.
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { TemplateBody } from '@paidan/shared/model/template';
import { id, instant, int, json, table } from '../columns';

export const templateRevision = table('template_revision', {
  key: ['tenantId', 'templateId', 'revision'],
  columns: {
    templateId: id<TemplateId>(),
    revision: int(),
    body: json<TemplateBody>(),
    publishedAt: instant(),
  },
});
