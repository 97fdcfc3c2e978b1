// What somebody, or the organization, wishes to hear.
import type { Handlers } from '../../core/call';
import type { Execute } from '../../core/execute';
import type { Store } from '../../store/unit';

export type PreferenceDeps = { readonly store: Store; readonly execute: Execute };

export function preferenceHandlers(_deps: PreferenceDeps): Handlers<'preference.get' | 'preference.change'> {
  throw new Error('not yet');
}
