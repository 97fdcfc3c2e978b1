import { PRIORITIES } from '@paidan/shared/kinds';
import { PriorityMark } from '../PriorityMark';
import { Choice } from './Choice';
import type { ControlProps } from './control';

const OPTIONS = PRIORITIES.map((value) => ({ value, label: <PriorityMark priority={value} wordy /> }));

export const PriorityControl = ({ value, onChange }: ControlProps) => (
  <Choice options={OPTIONS} value={typeof value === 'string' ? value : ''} onChange={onChange} />
);
