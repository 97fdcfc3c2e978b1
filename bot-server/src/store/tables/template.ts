// Templates: the heads. What each revision says is in template_revision.
import type { TemplateId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import type { Bilingual } from '@paidan/shared/model/base';
import { id, instant, int, json, table, text } from '../columns';
import type { KeptState } from './kept';

export const template = table('template', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<TemplateId>(),
    code: text(LIMITS.code),
    name: json<Bilingual>(),
    state: text<KeptState>(16),
    /** The published one. */
    revision: int(),
    publishedAt: instant(),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  unique: [['tenantId', 'code']],
});
