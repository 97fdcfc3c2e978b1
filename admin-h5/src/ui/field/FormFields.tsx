// A template's fields of one node, as controls. One control per field type; the table below must be complete to compile.
import type { FieldType } from '@paidan/shared/kinds';
import type { ComponentType } from 'react';
import type { Form } from '../../lib/form';
import { inLocale, useLocale } from '../../lib/locale';
import { fill, useWords } from '../../text/words';
import { Field } from '../Field';
import { AssetControl } from './AssetField';
import { ChecklistControl } from './ChecklistField';
import { SelectControl } from './ChoiceField';
import type { ControlProps } from './control';
import { LocationControl } from './LocationField';
import { PhotoControl } from './PhotoField';
import { PriorityControl } from './PriorityField';
import { RatingControl } from './RatingField';
import { SignatureControl } from './SignatureField';
import { SiteControl } from './SiteField';
import { LongTextControl, PhoneControl, TextControl } from './TextFields';
import { VoiceControl } from './VoiceField';

const CONTROLS: Readonly<Record<FieldType, ComponentType<ControlProps>>> = {
  text: TextControl,
  longText: LongTextControl,
  select: SelectControl,
  priority: PriorityControl,
  phone: PhoneControl,
  photo: PhotoControl,
  location: LocationControl,
  site: SiteControl,
  asset: AssetControl,
  signature: SignatureControl,
  rating: RatingControl,
  voice: VoiceControl,
  checklist: ChecklistControl,
};
/** Those whose control is one input; the label of the others names a group. */
const SINGLE: readonly FieldType[] = ['text', 'longText', 'phone'];

export function FormFields({ form }: { form: Form }) {
  const locale = useLocale();
  const { formProblems } = useWords();
  return (
    <div className="space-y-5">
      {form.fields.map((field) => {
        const Control = CONTROLS[field.type];
        const problem = form.problems.find(({ key }) => key === field.key);
        return (
          <div key={field.key} data-field={field.key}>
            <Field
              label={inLocale(field.label, locale)}
              required={form.required(field)}
              group={!SINGLE.includes(field.type)}
              {...(field.hint && { hint: inLocale(field.hint, locale) })}
              {...(problem && { problem: fill(formProblems[problem.problem], { limit: problem.limit }) })}
            >
              <Control
                field={field}
                value={form.values[field.key]}
                onChange={(change) => form.set(field.key, change)}
                form={form}
                wrong={problem !== undefined}
              />
            </Field>
          </div>
        );
      })}
    </div>
  );
}

/** Brings the first field with a problem into view, and the focus to it. */
export function showFirstProblem(root: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const first = root?.querySelector<HTMLElement>('[data-field]:has(.text-danger[id$="-problem"])');
    // Of a checklist, to the item that is still open.
    const at = first?.querySelector<HTMLElement>('[data-open]') ?? first;
    at?.scrollIntoView?.({ block: 'center', behavior: 'smooth' });
    at?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
  });
}
