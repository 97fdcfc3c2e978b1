// Which templates are open to the public, and what each asks of whoever scans.
import type { TemplateId } from '@paidan/shared/kernel/id';
import type { PhoneAsk } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { useLocale } from '../../lib/locale';
import { useGuestText } from '../../text/guest';
import { ErrorState } from '../../ui/ErrorState';
import { Check } from '../../ui/Input';
import { SkeletonRows } from '../../ui/Skeleton';
import { Section } from './Section';
import { owed, useOffered } from './useOffered';

type Props = {
  readonly chosen: readonly TemplateId[];
  readonly phone: PhoneAsk;
  readonly onChange: (chosen: readonly TemplateId[]) => void;
};

export function Templates({ chosen, phone, onChange }: Props) {
  const text = useGuestText().rules;
  const locale = useLocale();
  const { list, templates } = useOffered();
  return (
    <Section title={text.templates} words={text.templatesWords}>
      {list.isPending && <SkeletonRows rows={3} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <ul className="py-1">
        {(list.data?.items ?? []).map(({ id, name }) => {
          const body = templates.find((one) => one.id === id);
          const count = body === undefined ? undefined : owed(body, phone);
          const on = chosen.includes(id);
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
              <Check
                label={name[locale]}
                checked={on}
                disabled={!on && chosen.length >= LIMITS.publicTemplates}
                onChange={() => onChange(on ? chosen.filter((one) => one !== id) : [...chosen, id])}
              />
              <span className="text-xs text-ink-3">
                {count === undefined ? '' : count === null ? text.unfit : text.presses(count)}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
