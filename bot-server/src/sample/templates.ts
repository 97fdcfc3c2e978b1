// The sample organizations' templates: a property's repairs, and residents' complaints.
import { DAY, HOUR, MINUTE } from '@paidan/shared/kernel/time';
import type { CheckItem, Field } from '@paidan/shared/model/field';
import type { TemplateBody } from '@paidan/shared/model/template';

const say = (zh: string, en: string) => ({ zh, en });
const minutes = (duration: number) => duration / MINUTE;
const option = (value: string, zh: string, en: string) => ({ value, label: say(zh, en) });

const requester = { kind: 'requester' } as const;
const dispatcher = { kind: 'role', role: 'dispatcher' } as const;

const contact: readonly Field[] = [
  { key: 'priority', type: 'priority', label: say('紧急程度', 'Priority'), node: 'report', required: true },
  { key: 'site', type: 'site', label: say('位置', 'Site'), node: 'report', required: true },
  { key: 'phone', type: 'phone', label: say('联系电话', 'Phone'), node: 'report', required: true },
];

/** After work on a lift: what is ticked off, measured, judged and photographed before it runs again. */
const LIFT_CHECK: CheckItem[] = [
  { key: 'isolated', kind: 'tick', label: say('已断电挂牌', 'Power off and tagged') },
  {
    key: 'doorGap',
    kind: 'number',
    label: say('层门间隙', 'Landing-door gap'),
    unit: 'mm',
    low: 1,
    high: 6,
  },
  { key: 'levelling', kind: 'number', label: say('平层误差', 'Levelling error'), unit: 'mm', low: -10, high: 10 },
  {
    key: 'brake',
    kind: 'choice',
    label: say('制动器', 'Brake'),
    options: [
      option('good', '正常', 'Good'),
      { ...option('worn', '磨损', 'Worn'), bad: true },
      { ...option('broken', '失效', 'Failed'), bad: true },
    ],
  },
  { key: 'alarm', kind: 'tick', label: say('轿厢报警通话正常', 'Car alarm and intercom work') },
  { key: 'plate', kind: 'photo', label: say('恢复运行后的照片', 'Photo after it runs again') },
  {
    key: 'rope',
    kind: 'number',
    label: say('钢丝绳直径', 'Rope diameter'),
    unit: 'mm',
    low: 7.5,
    optional: true,
  },
];

export const REPAIR: TemplateBody = {
  name: say('物业报修', 'Property repair'),
  about: say('家里的：水电、门窗、空调', 'At home: water, power, doors, air conditioning'),
  binds: { title: 'title', priority: 'priority', site: 'site', asset: 'asset', phone: 'phone' },
  promise: {
    low: minutes(3 * DAY),
    normal: minutes(DAY),
    high: minutes(8 * HOUR),
    urgent: minutes(2 * HOUR),
  },
  fields: [
    {
      key: 'title',
      type: 'text',
      label: say('什么问题', 'What is wrong'),
      hint: say('例如：厨房水管漏水', 'e.g. the kitchen pipe leaks'),
      node: 'report',
      required: true,
    },
    { key: 'description', type: 'longText', label: say('详细描述', 'Details'), node: 'report' },
    { key: 'photos', type: 'photo', label: say('现场照片', 'Photos'), node: 'report', max: 6 },
    { key: 'voice', type: 'voice', label: say('语音说明', 'Voice note'), node: 'report' },
    {
      key: 'category',
      type: 'select',
      label: say('类别', 'Category'),
      node: 'report',
      required: true,
      options: [
        option('water', '水管漏水', 'Water'),
        option('power', '电路照明', 'Power and light'),
        option('door', '门窗锁具', 'Doors, windows, locks'),
        option('aircon', '空调暖气', 'Air conditioning, heating'),
        option('lift', '电梯', 'Lift'),
        option('other', '其他', 'Other'),
      ],
    },
    ...contact,
    {
      key: 'asset',
      type: 'asset',
      label: say('相关设备', 'Asset'),
      node: 'report',
      visibleWhen: { op: 'in', fact: 'values.category', values: ['lift', 'aircon', 'power', 'water'] },
    },
    { key: 'location', type: 'location', label: say('地图定位', 'Point on the map'), node: 'report' },
    { key: 'beforePhotos', type: 'photo', label: say('维修前照片', 'Photos before'), node: 'repair', max: 6 },
    { key: 'fault', type: 'longText', label: say('故障原因与处理', 'Fault and remedy'), node: 'repair' },
    {
      key: 'liftCheck',
      type: 'checklist',
      label: say('电梯检查表', 'Lift checklist'),
      node: 'repair',
      required: true,
      visibleWhen: { op: 'is', fact: 'values.category', value: 'lift' },
      items: LIFT_CHECK,
    },
    {
      key: 'afterPhotos',
      type: 'photo',
      label: say('维修后照片', 'Photos after'),
      node: 'repair',
      required: true,
      min: 1,
      max: 6,
    },
    { key: 'signature', type: 'signature', label: say('验收签名', 'Signature'), node: 'accept', required: true },
    { key: 'rating', type: 'rating', label: say('服务评价', 'Rating'), node: 'rate', required: true },
  ],
  flow: [
    { id: 'report', kind: 'start', title: say('创建', 'Report') },
    { id: 'dispatch', kind: 'dispatch', title: say('派单', 'Dispatch'), by: dispatcher, pool: 'technician' },
    { id: 'repair', kind: 'task', title: say('执行', 'Repair'), checkIn: true },
    {
      id: 'accept',
      kind: 'accept',
      title: say('验收', 'Acceptance'),
      by: requester,
      returnTo: 'repair',
      autoAfter: minutes(3 * DAY),
    },
    { id: 'rate', kind: 'rate', title: say('评价', 'Rating'), by: requester, autoAfter: minutes(7 * DAY) },
    { id: 'end', kind: 'end', title: say('结束', 'End') },
  ],
};

/** Public areas: nobody's own home, so no signature, and the dispatcher accepts. */
export const PUBLIC_AREA: TemplateBody = {
  name: say('公区维修', 'Public-area repair'),
  about: say('大家共用的：路灯、电梯、门禁、车库', 'Shared by all: lamps, lifts, gates, garages'),
  binds: { title: 'title', priority: 'priority', site: 'site', asset: 'asset', phone: 'phone' },
  promise: { low: minutes(5 * DAY), normal: minutes(2 * DAY), high: minutes(12 * HOUR), urgent: minutes(3 * HOUR) },
  fields: [
    {
      key: 'title',
      type: 'text',
      label: say('什么问题', 'What is wrong'),
      hint: say('例如：东门路灯不亮', 'e.g. the east gate lamp is out'),
      node: 'report',
      required: true,
    },
    { key: 'description', type: 'longText', label: say('详细描述', 'Details'), node: 'report' },
    { key: 'photos', type: 'photo', label: say('现场照片', 'Photos'), node: 'report', max: 6 },
    { key: 'voice', type: 'voice', label: say('语音说明', 'Voice note'), node: 'report' },
    {
      key: 'category',
      type: 'select',
      label: say('类别', 'Category'),
      node: 'report',
      options: [
        option('light', '灯不亮', 'Lamp is out'),
        option('leak', '漏水', 'Leak'),
        option('gate', '门禁道闸', 'Gate or door'),
        option('lift', '电梯', 'Lift'),
        option('dirty', '脏乱', 'Dirty'),
        option('broken', '其他损坏', 'Something else broken'),
      ],
    },
    ...contact,
    { key: 'asset', type: 'asset', label: say('相关设备', 'Asset'), node: 'report' },
    { key: 'remedy', type: 'longText', label: say('处理情况', 'What was done'), node: 'repair', required: true },
    { key: 'afterPhotos', type: 'photo', label: say('维修后照片', 'Photos after'), node: 'repair', max: 6 },
    { key: 'rating', type: 'rating', label: say('服务评价', 'Rating'), node: 'rate', required: true },
  ],
  flow: [
    { id: 'report', kind: 'start', title: say('创建', 'Report') },
    { id: 'dispatch', kind: 'dispatch', title: say('派单', 'Dispatch'), by: dispatcher, pool: 'technician' },
    { id: 'repair', kind: 'task', title: say('执行', 'Repair'), checkIn: true },
    { id: 'accept', kind: 'accept', title: say('验收', 'Acceptance'), by: dispatcher, returnTo: 'repair' },
    { id: 'rate', kind: 'rate', title: say('评价', 'Rating'), by: requester, autoAfter: minutes(7 * DAY) },
    { id: 'end', kind: 'end', title: say('结束', 'End') },
  ],
};

export const COMPLAINT: TemplateBody = {
  name: say('投诉建议', 'Complaint'),
  binds: { title: 'title', priority: 'priority', site: 'site', phone: 'phone' },
  promise: { low: minutes(5 * DAY), normal: minutes(2 * DAY), high: minutes(DAY), urgent: minutes(4 * HOUR) },
  fields: [
    { key: 'title', type: 'text', label: say('主题', 'Subject'), node: 'report', required: true },
    { key: 'description', type: 'longText', label: say('内容', 'Content'), node: 'report', required: true },
    { key: 'photos', type: 'photo', label: say('照片', 'Photos'), node: 'report', max: 6 },
    ...contact,
    { key: 'answer', type: 'longText', label: say('处理结果', 'Outcome'), node: 'handle', required: true },
    { key: 'rating', type: 'rating', label: say('满意度', 'Satisfaction'), node: 'rate', required: true },
  ],
  flow: [
    { id: 'report', kind: 'start', title: say('创建', 'Report') },
    { id: 'dispatch', kind: 'dispatch', title: say('派单', 'Dispatch'), by: dispatcher, pool: 'frontdesk' },
    { id: 'handle', kind: 'task', title: say('处理', 'Handle'), checkIn: false },
    {
      id: 'serious',
      kind: 'branch',
      title: say('是否紧急', 'Serious?'),
      arms: [
        {
          when: { op: 'in', fact: 'priority', values: ['high', 'urgent'] },
          steps: [
            {
              id: 'review',
              kind: 'accept',
              title: say('主管复核', 'Review by dispatch'),
              by: dispatcher,
              returnTo: 'handle',
            },
          ],
        },
      ],
      otherwise: [],
    },
    { id: 'rate', kind: 'rate', title: say('评价', 'Rating'), by: requester, autoAfter: minutes(7 * DAY) },
    { id: 'end', kind: 'end', title: say('结束', 'End') },
  ],
};
