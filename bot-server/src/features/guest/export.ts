// held.export: what held.list would show with the same filter, as a file. The newest first; numbers masked, as everywhere.
import type { HeldView } from '@paidan/shared/contract/guest';
import { civilInstant } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import { masked } from '@paidan/shared/rules/phone';
import { words } from '@paidan/shared/text/index';
import type { Words } from '@paidan/shared/text/words';
import type { Handler } from '../../core/call';
import type { Cell, ExportColumn } from '../../core/exporter';
import { offsetOf } from '../../lookups/organization';
import { held } from '../../store/tables/held';
import type { GuestDeps } from './deps';
import { heldViews } from './spam';

const PAGE = 500;

type Language = 'zh' | 'en';
type Column = readonly [zh: string, en: string, width: number, value: (one: HeldView, language: Language) => Cell];

const columnsAt = (at: (instant: number) => string, said: Words): readonly Column[] => [
  ['提交时间', 'Reported at', 26, (one) => at(one.at)],
  ['状态', 'State', 10, ({ state }) => said.heldStates[state]],
  ['为什么留下', 'Why it waits', 24, ({ why }) => why.map((one) => said.holdReasons[one]).join(said.comma)],
  ['类型', 'Template', 14, ({ template }, language) => template.name[language]],
  ['位置', 'Place', 28, ({ site }) => site?.name ?? null],
  ['设备', 'Asset', 18, ({ asset }) => asset?.name ?? null],
  ['内容', 'Words', 48, ({ words }) => words.join('\n')],
  ['照片', 'Photos', 8, ({ photos }) => photos.length],
  ['语音', 'Voice notes', 8, ({ voices }) => voices.length],
  ['电话', 'Phone', 16, ({ phone }) => (phone === null ? null : masked(phone))],
  ['提交人', 'Reported by', 14, ({ guest }) => guest.name],
  ['这台设备提交次数', 'Reports by the device', 10, ({ guest }) => guest.reports],
  ['设备已停用', 'Device blocked', 10, ({ guest }, language) => yes(guest.blocked, language)],
  ['处理时间', 'Decided at', 26, ({ decided }) => (decided === null ? null : at(decided.at))],
  ['处理人', 'Decided by', 14, ({ decided }) => decided?.by?.name ?? null],
  ['工单编号', 'Ticket number', 10, ({ ticket }) => ticket?.no ?? null],
];
const yes = (is: boolean, language: Language) => (language === 'zh' ? (is ? '是' : '否') : is ? 'Yes' : 'No');

export const exportHeld =
  (deps: GuestDeps): Handler<'held.export'> =>
  async ({ format, state = 'held' }, call) => {
    const { store, exporter } = deps;
    const { scope, locale } = call;
    const reader = store.read(scope);
    const language: Language = locale === 'en' ? 'en' : 'zh';
    const [rows, offset] = await Promise.all([
      reader.count(held, { state }, LIMITS.exportRows + 1),
      offsetOf(store, scope.tenantId),
    ]);

    async function* pages(): AsyncGenerator<readonly HeldView[]> {
      for (let after: { id: string } | undefined; ; ) {
        const page = await reader.find(held, {
          where: { state },
          order: [['id', 'desc']],
          limit: PAGE,
          ...(after !== undefined && { after }),
        });
        const views = await heldViews(deps, reader, page, locale);
        yield (await store.vault?.masked(reader, views)) ?? views;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        after = { id: last.id };
      }
    }

    const columns = columnsAt((instant) => civilInstant(instant, offset), words(locale)).map(
      ([zh, en, width, value]): ExportColumn<HeldView> => ({
        heading: language === 'en' ? en : zh,
        width,
        value: (one) => value(one, language),
      }),
    );
    return exporter(call, { of: 'held', format, filter: { state }, columns, rows, pages });
  };
