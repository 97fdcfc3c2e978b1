// How labels shall come out: the kind of code with what each does, the paper, the words, and what few need.
import { LABEL_CODES, LABEL_SHEETS, LABEL_WORDS, type LabelCode, type LabelSheet } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { perPage, ROLL, type SheetKind, sheetOf, slackOf } from '@paidan/shared/rules/label/sheet';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import { cn } from '../../lib/cn';
import { useMay } from '../../lib/me';
import { useLabelText } from '../../text/labels';
import { Field } from '../../ui/Field';
import { Check, Input, Select } from '../../ui/Input';
import { type Choice, hasMarks } from './choice';

type Props = {
  readonly choice: Choice;
  readonly onChange: (part: Partial<Choice>) => void;
  /** Does a mini-program stand whose codes can be made? Undefined: nobody knows yet. */
  readonly mini: boolean | undefined;
};

const GROUPS = ['a4', 'stickers', 'roll'] as const;
const groupOf = (kind: SheetKind): (typeof GROUPS)[number] =>
  kind === 'roll' ? 'roll' : kind === 'stickers' ? 'stickers' : 'a4';

export function Choices({ choice, onChange, mini }: Props) {
  const text = useLabelText();
  const sheet = sheetOf(choice.sheet, choice.custom);
  const slack = slackOf(sheet);
  return (
    <div className="grid gap-4">
      <Codes value={choice.codes} mini={mini} onChange={(codes) => onChange({ codes })} />
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        <Field label={text.paper}>
          <Select
            value={choice.sheet}
            onChange={(event) => onChange({ sheet: event.target.value as LabelSheet, first: 1 })}
          >
            {GROUPS.map((group) => (
              <optgroup key={group} label={text.papers[group]}>
                {LABEL_SHEETS.filter((name) => groupOf(sheetOf(name).kind) === group).map((name) => (
                  <option key={name} value={name}>
                    {text.sheets[name]}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        {choice.sheet === 'custom' && (
          <div className="grid grid-cols-2 gap-2">
            {(['width', 'height'] as const).map((side) => (
              <NumberField
                key={side}
                label={text[side]}
                value={choice.custom[side]}
                least={ROLL.least}
                most={ROLL.most}
                onChange={(value) => onChange({ custom: { ...choice.custom, [side]: value } })}
              />
            ))}
          </div>
        )}
        <Field label={text.language}>
          <Select value={choice.words} onChange={(event) => onChange({ words: event.target.value as Choice['words'] })}>
            {LABEL_WORDS.map((each) => (
              <option key={each} value={each}>
                {text.languages[each]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={text.phone} hint={text.phoneHint}>
          <Input
            type="tel"
            maxLength={LIMITS.labelPhone}
            value={choice.phone}
            onChange={(event) => onChange({ phone: event.target.value })}
          />
        </Field>
      </div>
      <details className="group rounded border border-line px-3">
        <summary className="flex min-h-[40px] cursor-pointer items-center text-sm text-ink-2 max-md:min-h-[44px]">
          <span className="flex-1">{text.adjust}</span>
          <ChevronDown className="h-4 w-4 transition-transform group-open:rotate-180" aria-hidden="true" />
        </summary>
        <div className="grid gap-3 pb-3 sm:grid-cols-2 xl:grid-cols-3">
          <NumberField
            label={text.copies}
            value={choice.copies}
            least={1}
            most={100}
            onChange={(copies) => onChange({ copies })}
          />
          {perPage(sheet) > 1 && (
            <NumberField
              label={text.first}
              hint={text.firstHint}
              value={choice.first}
              least={1}
              most={perPage(sheet)}
              onChange={(first) => onChange({ first })}
            />
          )}
          {slack.x > 0 && (
            <Field label={`${text.shiftX} · ${text.shiftY}`} hint={text.shiftHint} group>
              <div className="grid grid-cols-2 gap-2">
                <Bare
                  label={text.shiftX}
                  value={choice.shiftX}
                  most={slack.x}
                  onChange={(shiftX) => onChange({ shiftX })}
                />
                <Bare
                  label={text.shiftY}
                  value={choice.shiftY}
                  most={slack.y}
                  onChange={(shiftY) => onChange({ shiftY })}
                />
              </div>
            </Field>
          )}
          {sheet.kind !== 'roll' && sheet.kind !== 'whole' && (
            <Check
              className="self-end pb-2"
              label={text.marks}
              checked={hasMarks(choice)}
              onChange={(event) => onChange({ cut: event.target.checked })}
            />
          )}
        </div>
      </details>
    </div>
  );
}

type CodesProps = {
  readonly value: LabelCode;
  readonly mini: boolean | undefined;
  readonly onChange: (codes: LabelCode) => void;
};

function Codes({ value, mini, onChange }: CodesProps) {
  const text = useLabelText();
  const mayConnect = useMay('account.manage');
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{text.codes}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {LABEL_CODES.map((each) => {
          const locked = each !== 'link' && mini === false;
          return (
            <label
              key={each}
              className={cn(
                'flex gap-2 rounded border p-2.5',
                value === each ? 'border-accent bg-accent-soft' : 'border-line',
                locked ? 'cursor-not-allowed text-ink-3' : 'cursor-pointer',
              )}
            >
              <input
                type="radio"
                name={name}
                className="mt-0.5 h-4 w-4 shrink-0 accent-[rgb(var(--accent))]"
                checked={value === each}
                disabled={locked}
                onChange={() => onChange(each)}
              />
              <span className="min-w-0">
                <span className="block text-sm font-medium">{text.code[each].name}</span>
                <span className="block text-xs text-ink-2">{text.code[each].words}</span>
              </span>
            </label>
          );
        })}
      </div>
      {mini === false && (
        <p className="mt-2 text-sm text-ink-2">
          {text.noMini}{' '}
          {mayConnect ? (
            <Link to="/connections" className="text-accent underline">
              {text.connectMini}
            </Link>
          ) : (
            text.askMini
          )}
        </p>
      )}
    </fieldset>
  );
}

type NumberFieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
};

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

function NumberField({ label, hint, value, least, most, onChange }: NumberFieldProps): ReactNode {
  return (
    <Field label={label} hint={hint}>
      <Input
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        // Keyed by what holds, so that a number out of reach turns into the nearest one when the field is left.
        key={value}
        defaultValue={value}
        onBlur={(event) => {
          const typed = Math.round(event.target.valueAsNumber);
          const next = Number.isNaN(typed) ? value : within(typed, least, most);
          event.target.value = String(next);
          if (next !== value) onChange(next);
        }}
      />
    </Field>
  );
}

type BareProps = {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
};

const Bare = ({ label, value, most, onChange }: BareProps) => (
  <Input
    aria-label={label}
    title={label}
    type="number"
    step={0.5}
    key={value}
    defaultValue={value}
    onBlur={(event) => {
      const typed = event.target.valueAsNumber;
      const next = Number.isNaN(typed) ? value : within(typed, -most, most);
      event.target.value = String(next);
      if (next !== value) onChange(next);
    }}
  />
);
