import { LIMITS } from '@paidan/shared/limits';
import { Input, Textarea } from '../Input';
import type { ControlProps } from './control';

const words = (value: ControlProps['value']) => (typeof value === 'string' ? value : '');

export const TextControl = ({ value, onChange, field: _, form: __, wrong: ___, ...rest }: ControlProps) => (
  <Input {...rest} value={words(value)} maxLength={LIMITS.title} onChange={(event) => onChange(event.target.value)} />
);

export const LongTextControl = ({ value, onChange, field: _, form: __, wrong: ___, ...rest }: ControlProps) => (
  <Textarea
    {...rest}
    rows={4}
    value={words(value)}
    maxLength={LIMITS.longText}
    onChange={(event) => onChange(event.target.value)}
  />
);

export const PhoneControl = ({ value, onChange, field: _, form: __, wrong: ___, ...rest }: ControlProps) => (
  <Input
    {...rest}
    type="tel"
    inputMode="tel"
    autoComplete="tel"
    value={words(value)}
    maxLength={LIMITS.phone}
    onChange={(event) => onChange(event.target.value)}
  />
);
