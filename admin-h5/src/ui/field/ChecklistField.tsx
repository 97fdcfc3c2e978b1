// A checklist, gone through at the desk: the same items and the same judgement as on the phone.
import type { CheckAnswer, CheckItem } from '@paidan/shared/model/field';
import { answerTo, checksIn, isFlagged, openItems } from '@paidan/shared/rules/form/checklist';
import { useState } from 'react';
import { cn } from '../../lib/cn';
import { inLocale, useLocale } from '../../lib/locale';
import { useText } from '../../text/useText';
import { Check, Input } from '../Input';
import { Choice } from './Choice';
import { rangeOf } from './checks';
import type { ControlProps } from './control';
import { PhotoField } from './PhotoField';

export function ChecklistControl({ field, value, onChange, wrong = false }: ControlProps) {
  const text = useText();
  const items = field.items ?? [];
  const checks = checksIn(value);
  const missing = openItems(items, checks);
  const open = missing.length;
  return (
    <div className="space-y-2">
      <p role="status" className={cn('text-sm', open === 0 ? 'text-ok' : 'text-warn')}>
        {open === 0 ? text.fields.checkAll : text.fields.checkOpen(open)}
      </p>
      {items.map((item) => (
        <Item
          key={item.key}
          item={item}
          answer={answerTo(checks, item)}
          isOpen={missing.includes(item)}
          wrong={wrong}
          onAnswer={(step) =>
            onChange((now) => {
              const { [item.key]: was, ...others } = checksIn(now);
              const next = step(was);
              return { checks: next === undefined ? others : { ...others, [item.key]: next } };
            })
          }
        />
      ))}
    </div>
  );
}

type Props = {
  readonly item: CheckItem;
  readonly answer: CheckAnswer | undefined;
  /** Must be answered and is not; `wrong`: which is said by now. */
  readonly isOpen: boolean;
  readonly wrong: boolean;
  readonly onAnswer: (step: (now: CheckAnswer | undefined) => CheckAnswer | undefined) => void;
};

function Item({ item, answer, isOpen, wrong, onAnswer }: Props) {
  const text = useText();
  const locale = useLocale();
  const label = inLocale(item.label, locale);
  const range = rangeOf(item, text);
  const flagged = isFlagged(item, answer);
  const missing = isOpen && wrong;
  const edge = flagged || missing ? 'border-danger' : 'border-line';
  const mark = isOpen ? { 'data-open': true } : {};
  if (item.kind === 'tick') {
    return (
      <div className={cn('rounded border px-3 py-2', edge)} {...mark}>
        <Check
          label={label}
          checked={answer === true}
          onChange={(event) => {
            const on = event.target.checked;
            onAnswer(() => (on ? true : undefined));
          }}
        />
        {item.optional && <span className="text-xs text-ink-3">{text.fields.checkOptional}</span>}
        {missing && <p className="text-sm text-danger">{text.fields.checkMissing}</p>}
      </div>
    );
  }
  return (
    <fieldset className={cn('space-y-2 rounded border px-3 py-2', edge)} {...mark}>
      <legend className="sr-only">{label}</legend>
      <p className="text-sm">
        {label}{' '}
        <span className="text-xs text-ink-3">
          {[item.optional ? text.fields.checkOptional : '', range].filter(Boolean).join(' · ')}
        </span>
      </p>
      {item.kind === 'number' && (
        <Measured label={label} unit={item.unit} value={answer} onChange={(number) => onAnswer(() => number)} />
      )}
      {item.kind === 'choice' && (
        <Choice
          options={(item.options ?? []).map((option) => ({
            value: option.value,
            label: inLocale(option.label, locale),
          }))}
          value={typeof answer === 'string' ? answer : ''}
          onChange={(value) => onAnswer(() => value)}
        />
      )}
      {item.kind === 'photo' && (
        <PhotoField
          value={Array.isArray(answer) ? answer : []}
          onChange={(change) => onAnswer((now) => change(Array.isArray(now) ? now : []))}
        />
      )}
      {missing && <p className="text-sm text-danger">{text.fields.checkMissing}</p>}
      {flagged && <p className="text-sm text-danger">{range ? text.fields.checkOut(range) : text.fields.checkBad}</p>}
    </fieldset>
  );
}

type MeasuredProps = {
  readonly label: string;
  readonly unit: string | undefined;
  readonly value: CheckAnswer | undefined;
  readonly onChange: (number: number | undefined) => void;
};

/** What is being typed stays as typed; only a number counts. */
function Measured({ label, unit, value, onChange }: MeasuredProps) {
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '');
  return (
    <span className="flex items-center gap-2">
      <Input
        aria-label={label}
        inputMode="decimal"
        maxLength={16}
        value={typed}
        className="max-w-[160px]"
        onChange={(event) => {
          setTyped(event.target.value);
          const number = /^-?\d+(\.\d+)?$/.test(event.target.value.trim()) ? Number(event.target.value) : undefined;
          onChange(number);
        }}
      />
      {unit && <span className="text-sm text-ink-2">{unit}</span>}
    </span>
  );
}
