// label.export: what label.list would show to the same asker with the same filters, as a file, and what each label leads to.
import type { LabelView } from '@paidan/shared/contract/label';
import { no } from '@paidan/shared/kernel/result';
import { civilInstant } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import { refuse } from '@paidan/shared/refusal';
import { linkOf } from '@paidan/shared/rules/label/code';
import type { Handler } from '../../core/call';
import type { Cell, ExportColumn } from '../../core/exporter';
import { tenant } from '../../store/tables/tenant';
import { storeFor } from '../../store/unit';
import type { LabelDeps } from './deps';
import { labelPages } from './list';
import { mayPrint } from './may';

type Column = readonly [zh: string, en: string, width: number, value: (label: LabelView) => Cell];

export const exportLabels =
  ({ store, exporter, publicUrl }: LabelDeps): Handler<'label.export'> =>
  async ({ format, ...filter }, call) => {
    const { scope, locale } = call;
    if (!mayPrint(scope, [filter.of])) return no(refuse('forbidden'));
    const reader = store.read(scope);
    const org = await storeFor(store, scope.patience).system.read.one(tenant, { id: scope.tenantId });
    if (org === undefined) throw new Error(`no organization ${scope.tenantId}`);
    const said: readonly Column[] = [
      ['编码', 'Code', 18, ({ code }) => code],
      ['名称', 'Name', 24, ({ name }) => name],
      ['位置', 'Place', 40, ({ path }) => path],
      // Where the server knows no address of its own, what follows it.
      ['二维码内容', 'QR code', 48, ({ ref, code }) => linkOf(publicUrl ?? '', org.code, ref, code)],
      [
        '上次打印',
        'Printed at',
        26,
        ({ printed }) => (printed === null ? null : civilInstant(printed.at, org.offsetMinutes)),
      ],
      ['打印人', 'Printed by', 14, ({ printed }) => printed?.by ?? null],
    ];
    const columns = said.map(
      ([zh, en, width, value]): ExportColumn<LabelView> => ({ heading: locale === 'en' ? en : zh, width, value }),
    );
    // They are looked for row by row, so how many there are is known only by going through them.
    let rows = 0;
    for await (const page of labelPages(reader, filter, locale)) {
      rows += page.length;
      if (rows > LIMITS.exportRows) break;
    }
    return exporter(call, {
      of: 'label',
      format,
      filter,
      columns,
      rows,
      pages: () => labelPages(reader, filter, locale),
    });
  };
