import { z } from 'zod';
import { code, id, version } from '../model/base';
import { templateBody, templateSummary, templateView } from '../model/template';
import { endpoint } from './endpoint';
import { page, paging } from './paging';

const answer = z.strictObject({ template: templateView });

export const template = {
  'template.list': endpoint({
    /** `whole`: each with its form and flow, so that whoever is about to report need not ask again for every one. */
    input: z.strictObject({ retired: z.boolean().optional(), whole: z.boolean().optional(), ...paging }),
    output: page(templateSummary.extend({ template: templateView.optional() })),
    kind: 'read',
    auth: 'member',
    summary: { zh: '模板列表', en: 'List templates' },
  }),
  'template.get': endpoint({
    /** Without a revision: the newest. */
    input: z.strictObject({ templateId: id<'template'>(), revision: version.optional() }),
    output: answer,
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '查看模板', en: 'One template, as published' },
  }),
  'template.create': endpoint({
    input: z.strictObject({ code, body: templateBody }),
    output: answer,
    kind: 'command',
    auth: 'member',
    grant: 'template.manage',
    summary: { zh: '新建模板', en: 'Publish a new template' },
  }),
  'template.publish': endpoint({
    input: z.strictObject({ templateId: id<'template'>(), version: version.optional(), body: templateBody }),
    output: answer,
    kind: 'command',
    auth: 'member',
    grant: 'template.manage',
    summary: { zh: '发布新版本', en: 'Publish a new revision; running tickets keep theirs' },
  }),
  'template.retire': endpoint({
    input: z.strictObject({ templateId: id<'template'>(), version: version.optional() }),
    output: answer,
    kind: 'command',
    auth: 'member',
    grant: 'template.manage',
    summary: { zh: '停用模板', en: 'Retire a template' },
  }),
} as const;
