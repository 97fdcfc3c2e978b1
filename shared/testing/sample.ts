// Two templates for tests: a property's repairs, and one whose flow branches.
import type { TemplateId } from '../kernel/id';
import { DAY, MINUTE } from '../kernel/time';
import type { Priority } from '../kinds';
import type { Field } from '../model/field';
import type { Template, TemplateBody } from '../model/template';
import { idOf } from './ids';

const both = (zh: string, en: string) => ({ zh, en });
const minutes = (duration: number) => duration / MINUTE;

export const CATEGORIES = ['水', '电', '门窗', '空调', '其他'] as const;
const promise = { low: 72 * 60, normal: 24 * 60, high: 8 * 60, urgent: 2 * 60 } satisfies Record<Priority, number>;

const reportFields: readonly Field[] = [
  { key: 'title', type: 'text', label: both('标题', 'Title'), node: 'report', required: true },
  { key: 'description', type: 'longText', label: both('描述', 'Description'), node: 'report' },
  {
    key: 'category',
    type: 'select',
    label: both('类别', 'Category'),
    node: 'report',
    options: CATEGORIES.map((value) => ({ value, label: both(value, value) })),
  },
  { key: 'priority', type: 'priority', label: both('紧急程度', 'Priority'), node: 'report' },
  { key: 'phone', type: 'phone', label: both('联系电话', 'Phone'), node: 'report', required: true },
  { key: 'photos', type: 'photo', label: both('照片', 'Photos'), node: 'report', max: 6 },
  { key: 'location', type: 'location', label: both('定位', 'Location'), node: 'report' },
  { key: 'site', type: 'site', label: both('位置', 'Site'), node: 'report', required: true },
  { key: 'asset', type: 'asset', label: both('设备', 'Asset'), node: 'report' },
];
const workFields: readonly Field[] = [
  { key: 'beforePhotos', type: 'photo', label: both('维修前照片', 'Before'), node: 'repair' },
  { key: 'faultFound', type: 'longText', label: both('故障原因', 'Fault found'), node: 'repair' },
  {
    key: 'afterPhotos',
    type: 'photo',
    label: both('维修后照片', 'After'),
    node: 'repair',
    required: true,
    min: 1,
  },
];
const answerFields: readonly Field[] = [
  { key: 'signature', type: 'signature', label: both('签名', 'Signature'), node: 'accept', required: true },
  { key: 'rating', type: 'rating', label: both('评分', 'Rating'), node: 'rate', required: true },
];
const binds = { title: 'title', priority: 'priority', site: 'site', asset: 'asset', phone: 'phone' };

export const REPAIR_BODY: TemplateBody = {
  name: both('物业报修', 'Property repair'),
  fields: [...reportFields, ...workFields, ...answerFields],
  flow: [
    { id: 'report', kind: 'start', title: both('报修', 'Report') },
    {
      id: 'dispatch',
      kind: 'dispatch',
      title: both('派单', 'Dispatch'),
      by: { kind: 'role', role: 'dispatcher' },
      pool: 'technician',
    },
    { id: 'repair', kind: 'task', title: both('维修', 'Repair'), checkIn: true },
    {
      id: 'accept',
      kind: 'accept',
      title: both('验收', 'Acceptance'),
      by: { kind: 'requester' },
      returnTo: 'repair',
      autoAfter: minutes(3 * DAY),
    },
    {
      id: 'rate',
      kind: 'rate',
      title: both('评价', 'Rating'),
      by: { kind: 'requester' },
      autoAfter: minutes(7 * DAY),
    },
    { id: 'end', kind: 'end', title: both('结束', 'End') },
  ],
  binds,
  promise,
};

/**
 * Trifles (`category` 其他 at low priority) close at once. An urgent one is accepted by the lead before the requester, and by
 * the worker's own word when water is involved; then follows a second dispatch, to the cleaners, unless nothing was spilt.
 */
export const BRANCHED_BODY: TemplateBody = {
  name: both('应急抢修', 'Emergency repair'),
  fields: [
    ...reportFields,
    ...workFields,
    { key: 'spilt', type: 'text', label: both('污染', 'Spilt'), node: 'repair' },
    {
      key: 'spiltPhotos',
      type: 'photo',
      label: both('污染照片', 'Spill'),
      node: 'repair',
      visibleWhen: { op: 'filled', fact: 'values.spilt' },
      requiredWhen: { op: 'is', fact: 'values.category', value: '水' },
    },
    ...answerFields,
  ],
  flow: [
    { id: 'report', kind: 'start', title: both('报修', 'Report') },
    {
      id: 'trifle',
      kind: 'branch',
      title: both('小事', 'A trifle?'),
      arms: [
        {
          when: {
            op: 'all',
            of: [
              { op: 'is', fact: 'values.category', value: '其他' },
              { op: 'is', fact: 'priority', value: 'low' },
            ],
          },
          steps: [{ id: 'dismissed', kind: 'end', title: both('关闭', 'Closed') }],
        },
      ],
      otherwise: [],
    },
    {
      id: 'dispatch',
      kind: 'dispatch',
      title: both('派单', 'Dispatch'),
      by: { kind: 'role', role: 'dispatcher' },
      pool: 'technician',
    },
    { id: 'repair', kind: 'task', title: both('维修', 'Repair'), checkIn: true },
    {
      id: 'urgent',
      kind: 'branch',
      title: both('紧急', 'Urgent?'),
      arms: [
        {
          when: { op: 'is', fact: 'priority', value: 'urgent' },
          steps: [
            {
              id: 'leadAccept',
              kind: 'accept',
              title: both('组长验收', 'Lead accepts'),
              by: { kind: 'role', role: 'lead' },
              returnTo: 'repair',
            },
            {
              id: 'water',
              kind: 'branch',
              title: both('涉水', 'Water?'),
              arms: [
                {
                  when: { op: 'is', fact: 'values.category', value: '水' },
                  steps: [
                    {
                      id: 'drySworn',
                      kind: 'accept',
                      title: both('确认干燥', 'Dry'),
                      by: { kind: 'assignee' },
                      returnTo: 'repair',
                    },
                  ],
                },
              ],
              otherwise: [],
            },
          ],
        },
      ],
      otherwise: [],
    },
    {
      id: 'spill',
      kind: 'branch',
      title: both('清洁', 'Clean up?'),
      arms: [
        {
          when: { op: 'filled', fact: 'values.spilt' },
          steps: [
            {
              id: 'cleanDispatch',
              kind: 'dispatch',
              title: both('派保洁', 'Send cleaners'),
              by: { kind: 'assignee' },
              pool: 'cleaner',
            },
            { id: 'clean', kind: 'task', title: both('清洁', 'Clean'), checkIn: true },
          ],
        },
      ],
      otherwise: [],
    },
    { id: 'accept', kind: 'accept', title: both('验收', 'Acceptance'), by: { kind: 'requester' }, returnTo: 'repair' },
    { id: 'rate', kind: 'rate', title: both('评价', 'Rating'), by: { kind: 'requester' }, autoAfter: minutes(7 * DAY) },
    { id: 'end', kind: 'end', title: both('结束', 'End') },
  ],
  binds,
  promise,
};

export const asTemplate = (body: TemplateBody, no = 1): Template => ({
  id: idOf<'template'>('t', no) as TemplateId,
  revision: 1,
  code: `template-${no}`,
  ...body,
});
export const REPAIR = asTemplate(REPAIR_BODY, 1);
export const BRANCHED = asTemplate(BRANCHED_BODY, 2);
