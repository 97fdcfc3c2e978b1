// The columns of an exported list of tickets: what every ticket has, and the form's own fields where all are of one template.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import { owns } from '@paidan/shared/kernel/own';
import { civilInstant, type Instant } from '@paidan/shared/kernel/time';
import type { Field, FieldValue } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket } from '@paidan/shared/model/ticket';
import { answerTo, checksIn, isFlagged } from '@paidan/shared/rules/form/checklist';
import { masked } from '@paidan/shared/rules/phone';
import { isRunning } from '@paidan/shared/rules/ticket/overdue';
import { type Locale, words } from '@paidan/shared/text/index';
import type { Cell, ExportColumn } from '../../core/exporter';
import type { Names } from '../../lookups/names';

export type ExportedTicket = {
  readonly ticket: Ticket;
  /** Its own revision. */
  readonly template: Template;
  readonly names: Names;
  /** When the row was read. */
  readonly now: Instant;
};
type Column = ExportColumn<ExportedTicket>;

const HEADINGS = {
  zh: {
    no: '编号',
    title: '标题',
    template: '类型',
    phase: '阶段',
    step: '步骤',
    priority: '优先级',
    site: '位置',
    asset: '设备',
    reporter: '报修人',
    handler: '处理人',
    source: '来源',
    created: '提交时间',
    due: '承诺时间',
    accepted: '接单时间',
    arrived: '到达时间',
    completed: '完成时间',
    ended: '结束时间',
    promise: '时限',
    minutes: '工时（分钟）',
    urges: '催办次数',
    stars: '评分',
  },
  en: {
    no: 'Number',
    title: 'Title',
    template: 'Template',
    phase: 'Phase',
    step: 'Step',
    priority: 'Priority',
    site: 'Place',
    asset: 'Asset',
    reporter: 'Reported by',
    handler: 'Handled by',
    source: 'Source',
    created: 'Reported at',
    due: 'Promised for',
    accepted: 'Accepted at',
    arrived: 'Arrived at',
    completed: 'Completed at',
    ended: 'Ended at',
    promise: 'Promise',
    minutes: 'Minutes of work',
    urges: 'Times urged',
    stars: 'Stars',
  },
} as const;

const PROMISE = {
  zh: { kept: '按时', late: '超时', running: '未到期' },
  en: { kept: 'Kept', late: 'Late', running: 'Running' },
} as const;

/** `template`: of which all of them are. */
export function ticketColumns(locale: Locale, offset: number, template: Template | undefined): readonly Column[] {
  const language = locale === 'en' ? 'en' : 'zh';
  const said = words(locale);
  const at = (instant: Instant | null): Cell => (instant === null ? null : civilInstant(instant, offset));
  const columns: Readonly<Record<keyof (typeof HEADINGS)['zh'], readonly [number, Column['value']]>> = {
    no: [8, ({ ticket }) => ticket.no],
    title: [36, ({ ticket }) => ticket.title],
    template: [14, ({ template: own }) => own.name[language]],
    phase: [10, ({ ticket }) => said.phases[ticket.phase]],
    step: [12, ({ ticket, template: own }) => own.flow.find(({ id }) => id === ticket.node)?.title[language] ?? ''],
    priority: [8, ({ ticket }) => said.priorities[ticket.priority]],
    site: [28, ({ ticket, names }) => (ticket.siteId === null ? null : names.site(ticket.siteId))],
    asset: [18, ({ ticket, names }) => (ticket.assetId === null ? null : names.asset(ticket.assetId))],
    reporter: [12, ({ ticket, names }) => names.member(ticket.requesterId)],
    handler: [12, ({ ticket, names }) => (ticket.assigneeId === null ? null : names.member(ticket.assigneeId))],
    source: [10, ({ ticket }) => said.channels[ticket.source]],
    created: [26, ({ ticket }) => at(ticket.createdAt)],
    due: [26, ({ ticket }) => at(ticket.dueAt)],
    accepted: [26, ({ ticket }) => at(ticket.acceptedAt)],
    arrived: [26, ({ ticket }) => at(ticket.arrivedAt)],
    completed: [26, ({ ticket }) => at(ticket.completedAt)],
    ended: [26, ({ ticket }) => at(ticket.endedAt)],
    promise: [
      8,
      ({ ticket, now }) => {
        const promise = promiseOf(ticket, now);
        return promise === null ? null : PROMISE[language][promise];
      },
    ],
    minutes: [10, ({ ticket }) => ticket.workMinutes],
    urges: [8, ({ ticket }) => ticket.urges],
    stars: [8, ({ ticket }) => ticket.stars],
  };
  return [
    ...Object.entries(columns).map(([key, [width, value]]) => ({
      heading: HEADINGS[language][key as keyof typeof columns],
      width,
      value,
    })),
    ...(template?.fields ?? []).filter(({ key }) => !TOLD.includes(key)).map((field) => ofField(field, locale)),
  ];
}

/** Stand among the columns that every ticket has. */
const TOLD = ['title', 'priority', 'site', 'asset'];

/** Kept: the work was completed (or the ticket ended) by then. What was cancelled neither kept its promise nor broke it: null. */
export function promiseOf(ticket: Ticket, now: Instant): keyof (typeof PROMISE)['zh'] | null {
  const { dueAt, completedAt, endedAt } = ticket;
  if (ticket.phase === 'cancelled') return null;
  const done = completedAt ?? (isRunning(ticket) ? null : endedAt);
  if (done !== null) return done <= dueAt ? 'kept' : 'late';
  return now > dueAt ? 'late' : 'running';
}

/** By the field as it is asked now; what an earlier revision kept under the same key in another form stays empty. */
const ofField = (field: Field, locale: Locale): Column => ({
  heading: field.label[locale === 'en' ? 'en' : 'zh'],
  width: field.type === 'longText' ? 40 : 18,
  value: ({ ticket, names }) => {
    const value = owns(ticket.values, field.key) ? ticket.values[field.key] : undefined;
    return value === undefined ? null : cellOf(field, value, names, locale);
  },
});

function cellOf(field: Field, value: FieldValue, names: Names, locale: Locale): Cell {
  const language = locale === 'en' ? 'en' : 'zh';
  const pieces = (count: number) =>
    language === 'en' ? `${count} ${count === 1 ? 'file' : 'files'}` : `${count} 个文件`;
  if (Array.isArray(value)) return pieces(value.length);
  if (typeof value === 'string') {
    switch (field.type) {
      case 'select':
        return field.options?.find((option) => option.value === value)?.label[language] ?? value;
      case 'site':
        return names.site(value as SiteId);
      case 'asset':
        return names.asset(value as AssetId);
      case 'signature':
        return pieces(1);
      case 'phone':
        return masked(value);
      default:
        return value;
    }
  }
  if ('lat' in value) return [`${value.lat}, ${value.lng}`, value.address ?? ''].filter(Boolean).join(' ');
  if ('stars' in value)
    return [String(value.stars), ...(value.tags ?? []), value.words ?? ''].filter(Boolean).join(' ');
  if ('checks' in value) {
    const checks = checksIn(value);
    const items = (field.items ?? []).flatMap((item) => {
      const answer = answerTo(checks, item);
      if (answer === undefined || answer === '') return [];
      const chosen = item.options?.find((option) => option.value === answer)?.label[language];
      const told =
        answer === true
          ? '✓'
          : Array.isArray(answer)
            ? pieces(answer.length)
            : (chosen ?? `${answer}${item.unit ?? ''}`);
      return [`${item.label[language]}: ${told}${isFlagged(item, answer) ? ' ⚠' : ''}`];
    });
    return items.join('\n');
  }
  return language === 'en' ? `${value.seconds} s of voice` : `语音 ${value.seconds} 秒`;
}

/** Places and assets that a form's own fields name. */
export function namedIn(fields: readonly Field[], { values }: Pick<Ticket, 'values'>) {
  const of = (type: 'site' | 'asset') =>
    fields.flatMap((field) => {
      const value = field.type === type && owns(values, field.key) ? values[field.key] : undefined;
      return typeof value === 'string' ? [value] : [];
    });
  return { sites: of('site') as SiteId[], assets: of('asset') as AssetId[] };
}
