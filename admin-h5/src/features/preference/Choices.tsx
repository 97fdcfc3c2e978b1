import type { PreferenceView } from '@paidan/shared/contract/channel';
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { Fragment, type ReactNode, useState } from 'react';
import { usePreferenceText } from '../../text/preference';
import { Button } from '../../ui/Button';
import { Flood } from './Flood';
import { complement, Kinds } from './Kinds';
import { Quiet } from './Quiet';
import type { Whose } from './usePreference';
import { Ways } from './Ways';

type Member = keyof PreferenceValues;
type Props = {
  readonly of: Whose;
  readonly view: PreferenceView;
  readonly values: PreferenceValues;
  readonly onChange: (values: PreferenceValues) => void;
};

/** What is not chosen here shows what holds above. */
export function Choices({ of, view, values, onChange }: Props) {
  const text = usePreferenceText();
  const { above } = view;
  const put = (change: PreferenceValues) => onChange({ ...values, ...change });
  const section = (member: Member, title: string, children: ReactNode, words?: string) => (
    <Section
      of={of}
      title={title}
      words={words}
      own={values[member] !== undefined}
      onReset={() => {
        const { [member]: _, ...rest } = values;
        onChange(rest);
      }}
    >
      {children}
    </Section>
  );
  // What the organization mutes is muted, whatever one chooses: it is not one's own choice.
  const muted = values.muted ?? above.muted.filter((kind) => !view.locked.includes(kind));
  const unchosen = values.muted === undefined ? muted : [];
  return (
    <div className="space-y-4">
      {section(
        'quiet',
        text.quiet,
        <Quiet value={values.quiet === undefined ? above.quiet : values.quiet} onChange={(quiet) => put({ quiet })} />,
      )}
      {section('flood', text.flood, <Flood value={values.flood ?? above.flood} onChange={(flood) => put({ flood })} />)}
      {section(
        'via',
        text.via,
        <Ways value={values.via ?? above.via} onChange={(via) => put({ via })} />,
        text.viaLead,
      )}
      {section(
        'muted',
        text.kinds,
        <Kinds off={muted} above={view.locked} byDefault={unchosen} onChange={(next) => put({ muted: [...next] })} />,
      )}
      {of === 'organization' &&
        section(
          'groups',
          text.groupKinds,
          <Kinds
            free
            off={complement(values.groups ?? above.groups)}
            above={[]}
            byDefault={[]}
            onChange={(next) => put({ groups: complement(next) })}
          />,
          text.groupKindsWords,
        )}
    </div>
  );
}

type SectionProps = {
  readonly of: Whose;
  readonly title: string;
  readonly words?: string | undefined;
  readonly own: boolean;
  readonly onReset: () => void;
  readonly children: ReactNode;
};

/** A choice of one's own can be given back to whoever is above. */
function Section({ of, title, words, own, onReset, children }: SectionProps) {
  const text = usePreferenceText();
  /** What was begun in a field, and is not a choice yet, goes with the choice. */
  const [resets, setResets] = useState(0);
  const reset = () => {
    setResets(resets + 1);
    onReset();
  };
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface px-4 pb-2 pt-3 shadow-low">
      <header className="flex min-h-[32px] flex-wrap items-center gap-x-3">
        <h2 className="mr-auto font-semibold">{title}</h2>
        <span className="text-xs text-ink-3">{own ? text.own : text.follows[of]}</span>
        {own && (
          <Button size="sm" look="quiet" className="-mr-2" onClick={reset} aria-label={`${text.reset[of]} ${title}`}>
            {text.reset[of]}
          </Button>
        )}
      </header>
      {words && <p className="text-sm text-ink-2">{words}</p>}
      <Fragment key={resets}>{children}</Fragment>
    </section>
  );
}
