// Light, dark, or as the system has it.
import { recall, remember } from './kept';
import { signal, useSignal } from './signal';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const chosen = signal<Theme>(recall<Theme>('theme') ?? 'system');
const system = window.matchMedia?.('(prefers-color-scheme: dark)');

export const useTheme = (): Theme => useSignal(chosen);

export function chooseTheme(theme: Theme): void {
  remember('theme', theme === 'system' ? null : theme);
  chosen.set(theme);
  dressTheme();
}

export function dressTheme(): void {
  const theme = chosen.get();
  const dark = theme === 'dark' || (theme === 'system' && system?.matches === true);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

system?.addEventListener?.('change', dressTheme);
