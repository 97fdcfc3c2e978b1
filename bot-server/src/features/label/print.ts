// From what was chosen to the job that is drawn, and what its file is called.
import type { LabelView } from '@paidan/shared/contract/label';
import { ok, type Result } from '@paidan/shared/kernel/result';
import { civilDay, type Instant } from '@paidan/shared/kernel/time';
import type { Refusal } from '@paidan/shared/refusal';
import { LARGE_SIDE, linkOf } from '@paidan/shared/rules/label/code';
import { layOut } from '@paidan/shared/rules/label/layout';
import { sheetOf } from '@paidan/shared/rules/label/sheet';
import type { Locale } from '@paidan/shared/text/index';
import { labelContent } from '@paidan/shared/text/label';
import type { Handler } from '../../core/call';
import type { LabelJob, MiniCodes } from '../../core/labelSheet';
import type { Scope } from '../../core/scope';

type Input = Parameters<Handler<'label.pdf'>>[0];
type Org = { readonly code: string; readonly name: string; readonly offsetMinutes: number };

export async function jobOf(given: {
  readonly input: Input;
  readonly labels: readonly LabelView[];
  readonly org: Org;
  readonly base: string;
  readonly locale: Locale;
  readonly now: Instant;
  readonly miniCodes: MiniCodes;
  readonly scope: Scope;
}): Promise<Result<LabelJob, Refusal>> {
  const { input, labels, org, base, locale, now, miniCodes, scope } = given;
  const sheet = sheetOf(input.sheet, input.custom);
  const contents = labels.map((label) => labelContent({ ...label, org: org.name }, input.words, input.phone ?? ''));
  const sides = contents.slice(0, 1).flatMap((content) => layOut(content, sheet.label, input.codes));
  const isLarge = sides.some((piece) => piece.kind === 'code' && piece.which === 'mini' && piece.side > LARGE_SIDE);
  const codes =
    input.codes === 'link'
      ? null
      : await miniCodes.make(
          scope,
          labels.map(({ ref }) => ref),
          isLarge,
        );
  if (codes !== null && !codes.ok) return codes;
  return ok({
    title: titleOf(locale),
    author: org.name,
    at: new Date(now),
    run: { sheet, first: input.first ?? 1, shift: input.shift ?? { x: 0, y: 0 } },
    codes: input.codes,
    cut: input.cut ?? sheet.kind === 'cut',
    copies: input.copies ?? 1,
    labels: labels.map((label, n) => ({
      content: contents[n] ?? labelContent({ ...label, org: org.name }, input.words, ''),
      link: linkOf(base, org.code, label.ref, label.code),
      mini: codes === null ? null : () => codes.value(label.ref),
    })),
  });
}

const titleOf = (locale: Locale): string => (locale === 'en' ? 'QR labels' : '二维码标签');

/** `二维码标签_翠湖花园_24张_2026-03-01.pdf` */
export function nameOf({ name, offsetMinutes }: Org, count: number, locale: Locale, now: Instant): string {
  const safe = name.replace(/[\\/:*?"<>|\s]+/g, '-');
  const how = locale === 'en' ? `${count}` : `${count}张`;
  return `${titleOf(locale)}_${safe}_${how}_${civilDay(now, offsetMinutes)}.pdf`;
}
