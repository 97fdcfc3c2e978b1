// A template's fields of one node as a person fills them in: what shows and what is wrong come from the shared rules. One view per
// field type; the table below must be complete to compile.
import { fill } from '@paidan/shared/kernel/fill';
import { owns } from '@paidan/shared/kernel/own';
import type { FieldType } from '@paidan/shared/kinds';
import type { Field, FormValues } from '@paidan/shared/model/field';
import type { Problem } from '@paidan/shared/rules/form/check';
import { formAt, isBlank, isRequired } from '@paidan/shared/rules/form/visible';
import { Text, View } from '@tarojs/components';
import type { ComponentType } from 'react';
import { host } from '../../lib/host/index';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import type { Unfinished } from '../../lib/written';
import { formWords } from '../../text/form';
import { AssetField } from './fields/AssetField';
import { PriorityField, SelectField } from './fields/Choice';
import { LineField, PhoneField } from './fields/Line';
import { PhotoField } from './fields/PhotoField';
import { PlaceField } from './fields/PlaceField';
import { ProseField } from './fields/Prose';
import { SiteField } from './fields/SiteField';
import './Form.scss';
import { ChecklistField, RatingField, SignatureField, VoiceField } from './later';
import { OwnForm } from './unfinished';
import type { Change, ViewProps } from './view';

const VIEWS: Readonly<Record<FieldType, ComponentType<ViewProps>>> = {
  text: LineField,
  longText: ProseField,
  select: SelectField,
  priority: PriorityField,
  phone: PhoneField,
  photo: PhotoField,
  location: PlaceField,
  site: SiteField,
  asset: AssetField,
  signature: SignatureField,
  rating: RatingField,
  voice: VoiceField,
  checklist: ChecklistField,
};

/** Of several parts, of which only some are wrong: they mark those themselves. */
const PARTED: readonly FieldType[] = ['checklist'];

type Props = {
  /** All of the template's; those of `node` that show are drawn, in the order given. */
  readonly fields: readonly Field[];
  readonly node: string;
  readonly values: FormValues;
  /** Answers of earlier nodes, which conditions may ask for and which count as filled in. */
  readonly known?: FormValues;
  /** Takes a step from the values of the moment to the next ones: hand over a state's own setter. */
  readonly onChange: (step: (now: FormValues) => FormValues) => void;
  readonly problems: readonly Problem[];
  /** What is put down in it and not said to be done. */
  readonly unfinished: Unfinished;
};

const NOTHING: FormValues = {};

export function Form({ fields, node, values, known = NOTHING, onChange, problems, unfinished }: Props) {
  const said = useSaid();
  const codes = useCodes();
  const words = useOwn(formWords);
  const all = { ...known, ...values };
  const { shown, facts } = formAt(fields, node, all);
  return (
    <OwnForm.Provider value={unfinished}>
      <View className="form">
        {shown
          .filter((field) => isOffered(field, isRequired(field, facts), all))
          .map((field) => {
            const FieldView = VIEWS[field.type];
            const value = owns(all, field.key) ? all[field.key] : undefined;
            // What was missing is there now, whatever was said when it was last looked at.
            const problem = problems.find(
              (one) => one.key === field.key && (one.problem !== 'required' || isBlank(value)),
            );
            const label = said(field.label);
            return (
              <View
                key={field.key}
                id={idOf(field.key)}
                className={`form__field${problem && !PARTED.includes(field.type) ? ' form__field--wrong' : ''}`}
              >
                <View className="form__label">
                  <Text>{label}</Text>
                  {isRequired(field, facts) ? null : <Text className="form__optional">{words.optional}</Text>}
                </View>
                <FieldView
                  field={field}
                  label={label}
                  hint={field.hint ? said(field.hint) : ''}
                  value={value}
                  wrong={problem !== undefined}
                  onChange={(change) => onChange((now) => changed(now, known, field.key, change))}
                  fields={fields}
                  values={all}
                />
                {problem ? (
                  <Text className="form__problem">
                    {fill(
                      codes.formProblems[problem.problem],
                      problem.limit === undefined ? {} : { limit: problem.limit },
                    )}
                  </Text>
                ) : null}
              </View>
            );
          })}
      </View>
    </OwnForm.Provider>
  );
}

/** Where nothing can be recorded, nobody is asked to, unless it must be or was before. */
const isOffered = ({ type, key }: Field, required: boolean, values: FormValues): boolean =>
  type !== 'voice' || host.can.voice || required || owns(values, key);

/** Where a field stands on the page, for leading there. */
export const idOf = (key: string): string => `field-${key}`;

/** What the server holds already is taken back by saying so; leaving it out would keep it. */
function changed(now: FormValues, known: FormValues, key: string, change: Change): FormValues {
  const before = owns(now, key) ? now[key] : owns(known, key) ? known[key] : undefined;
  const next = typeof change === 'function' ? change(before) : change;
  if (next !== undefined && next !== '') return { ...now, [key]: next };
  const { [key]: _, ...rest } = now;
  return owns(known, key) ? { ...rest, [key]: '' } : rest;
}
