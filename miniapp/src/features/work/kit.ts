// What this feature takes from the form's, handed over by the page: features do not know each other.
import type { FileId } from '@paidan/shared/kernel/id';
import type { Field, FieldValue, FormValues, VoiceNote } from '@paidan/shared/model/field';
import type { Problem } from '@paidan/shared/rules/form/check';
import type { ComponentType } from 'react';

export type FormKit = {
  readonly Form: ComponentType<{
    readonly fields: readonly Field[];
    readonly node: string;
    readonly values: FormValues;
    readonly known?: FormValues;
    readonly onChange: (step: (now: FormValues) => FormValues) => void;
    readonly problems: readonly Problem[];
  }>;
  readonly Photos: ComponentType<{
    readonly label: string;
    readonly value: readonly FileId[];
    readonly onChange: (step: (now: readonly FileId[]) => FileId[]) => void;
  }>;
  readonly Prose: ComponentType<{
    readonly label: string;
    readonly hint: string;
    readonly value: string;
    readonly maxLength: number;
    readonly onChange: (text: string) => void;
  }>;
  readonly Voice: ComponentType<{
    readonly label: string;
    readonly value: VoiceNote | null;
    readonly onChange: (note: VoiceNote | undefined) => void;
  }>;
  /** Something said, and a checklist gone through. */
  readonly Note: ComponentType<{ readonly note: VoiceNote }>;
  readonly Checked: ComponentType<{
    readonly field: Pick<Field, 'items'>;
    readonly value: FieldValue | undefined;
  }>;
  /** A reported or filled-in picture. */
  readonly Tile: ComponentType<{ readonly reference: string; readonly all: readonly string[]; readonly label: string }>;
  readonly useDraft: (
    key: string,
    first?: () => FormValues,
  ) => {
    readonly values: FormValues;
    readonly change: (step: (now: FormValues) => FormValues) => void;
    readonly forget: () => void;
    readonly unkept: boolean;
  };
};
