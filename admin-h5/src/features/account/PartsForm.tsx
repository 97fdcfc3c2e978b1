// The values to paste in, in the platform's own order and words; each says where it stands on the platform's side.
import type { AccountKind } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { useChannelText } from '../../text/channels';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Newcomers } from './Newcomers';
import { bringsPeople, type Draft, type Flaw, type Part, partsOf, pasted, SECTIONS, sectionOf } from './parts';
import type { Account } from './useAccounts';

type Props = {
  readonly kind: AccountKind;
  readonly has: Account['has'];
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Shown once somebody has tried to save. */
  readonly flaws: Readonly<Record<string, Flaw>>;
};

export function PartsForm({ kind, has, draft, onDraft, flaws }: Props) {
  const text = useChannelText().account;
  const type = (key: string, value: string) => onDraft({ ...draft, typed: { ...draft.typed, [key]: value } });
  return (
    <div className="space-y-6">
      {SECTIONS.map((section) => {
        const parts = partsOf(kind).filter((part) => sectionOf(part) === section);
        if (parts.length === 0) return null;
        return (
          <section key={section} className="space-y-4">
            {section === 'main' ? (
              <Field label={text.name} hint={text.nameHint} required problem={flaws.name && text.missing}>
                <Input
                  value={draft.name}
                  maxLength={LIMITS.name}
                  autoComplete="off"
                  onChange={(event) => onDraft({ ...draft, name: event.target.value })}
                />
              </Field>
            ) : (
              <div className="border-t border-line pt-4">
                <h2 className="flex items-center gap-2 font-medium">
                  {text[`${section}Part`]}
                  <Badge>{text.optionalPart}</Badge>
                </h2>
                <p className="text-sm text-ink-2">{text[`${section}PartWords`]}</p>
              </div>
            )}
            {parts.map((part) => (
              <PartField
                key={part.key}
                kind={kind}
                part={part}
                kept={(has as readonly string[]).includes(part.key)}
                value={draft.typed[part.key] ?? ''}
                flaw={flaws[part.key]}
                onType={(value) => type(part.key, value)}
              />
            ))}
          </section>
        );
      })}
      {bringsPeople(kind) && (
        <Newcomers kind={kind} roles={draft.roles} onRoles={(roles) => onDraft({ ...draft, roles })} />
      )}
    </div>
  );
}

type FieldProps = {
  readonly kind: AccountKind;
  readonly part: Part;
  /** A secret that is there already: it is never shown, only replaced. */
  readonly kept: boolean;
  readonly value: string;
  readonly flaw: Flaw | undefined;
  readonly onType: (value: string) => void;
};
type PartWords = { readonly label: string; readonly at: string; readonly shape: string };

function PartField({ kind, part: { key, required }, kept, value, flaw, onType }: FieldProps) {
  const text = useChannelText().account;
  const [replacing, setReplacing] = useState(false);
  const words = (text.parts[kind] as Readonly<Record<string, PartWords>>)[key];
  if (words === undefined) return null;
  const shown = !kept || replacing;
  return (
    <Field
      label={words.label}
      hint={words.at}
      required={required && !kept}
      problem={flaw && (flaw === 'missing' ? text.missing : text.badShape(words.shape))}
      group={!shown}
    >
      {shown ? (
        <Secretly
          onKeep={kept ? () => [onType(''), setReplacing(false)] : undefined}
          value={value}
          onType={(typed) => onType(pasted(key, typed))}
        />
      ) : (
        <div className="flex min-h-[36px] items-center gap-3">
          <Badge tone="ok">✓ {text.set}</Badge>
          <Button size="sm" onClick={() => setReplacing(true)} aria-label={`${text.replace} ${words.label}`}>
            {text.replace}
          </Button>
        </div>
      )}
    </Field>
  );
}

type TypedProps = {
  readonly value: string;
  readonly onType: (value: string) => void;
  readonly onKeep: (() => void) | undefined;
};

/** Values of the platform are pasted, not remembered: no browser offers to keep them, no spelling is mended. */
function Secretly({ value, onType, onKeep, ...rest }: TypedProps) {
  const text = useChannelText().account;
  return (
    <span className="flex gap-2">
      <Input
        {...rest}
        value={value}
        maxLength={300}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="font-mono"
        onChange={(event) => onType(event.target.value)}
      />
      {onKeep && (
        <Button look="quiet" onClick={onKeep}>
          {text.keep}
        </Button>
      )}
    </span>
  );
}
