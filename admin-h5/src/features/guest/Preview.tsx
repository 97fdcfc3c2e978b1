// What these choices mean for whoever scans a code, in a few sentences that follow each choice.
import type { GuestRules } from '@paidan/shared/model/guest';
import { useLocale } from '../../lib/locale';
import { useGuestText } from '../../text/guest';
import { useText } from '../../text/useText';
import { owed, useOffered } from './useOffered';

export function Preview({ values }: { values: GuestRules }) {
  const text = useGuestText().rules;
  const { common } = useText();
  const locale = useLocale();
  const { templates } = useOffered();
  const open = values.templateIds.flatMap((id) => {
    const found = templates.find((one) => one.id === id);
    return found !== undefined && owed(found, values.phone) !== null ? [found.name[locale]] : [];
  });
  // As the page does: who reads English and finds no English line reads the other.
  const greeting = (locale === 'en' && values.greetingEn?.trim()) || values.greeting.trim();
  const lines = !values.on
    ? [text.previewOff, ...(values.contact ? [values.contact] : [])]
    : open.length === 0
      ? [text.previewNone]
      : [
          ...(greeting === '' ? [] : [greeting]),
          text.previewOpen(common.list(open)),
          text.previewPhone[values.phone],
          text.previewAfter,
        ];
  return (
    <section aria-label={text.preview} aria-live="polite" className="rounded-lg bg-accent-soft px-4 py-3">
      <h2 className="text-sm font-semibold text-accent">{text.preview}</h2>
      <ul className="mt-1 list-disc space-y-0.5 pl-5 text-sm">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
