// ⌘K: pages, tickets by number or words, language and appearance, without leaving the keyboard.
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { ask } from '../../lib/ask';
import { cn } from '../../lib/cn';
import { chooseLocale, useLocale } from '../../lib/locale';
import { useMay } from '../../lib/me';
import { chooseTheme, THEMES } from '../../lib/theme';
import { useSettled } from '../../lib/useSettled';
import { useText } from '../../text/useText';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import { PhaseGlyph } from '../../ui/PhaseMark';
import { EVERY, useNav } from './nav';

type Entry = {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly lead?: ReactNode;
  readonly keys?: string;
  readonly act: () => void;
};

export default function Palette({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(typed.trim());
  const here = Math.min(at, entries.length - 1);
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.act();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((here + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') run(entries[here]);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    document.getElementById(`palette-${here}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [here]);

  return (
    <Dialog title={text.shell.paletteTitle} onClose={onClose}>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={here >= 0 ? `palette-${here}` : undefined}
        aria-label={text.shell.paletteHint}
        placeholder={text.shell.paletteHint}
        className="control h-10"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div
        id="palette"
        role="listbox"
        aria-label={text.shell.paletteTitle}
        className="max-h-[50vh] overflow-y-auto py-2"
      >
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group !== entry.group && (
              <p className="px-2 pb-1 pt-2 text-xs text-ink-3">{entry.group}</p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the keys */}
            <div
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === here}
              onClick={() => run(entry)}
              onPointerMove={() => setAt(index)}
              className={cn(
                'flex min-h-[38px] cursor-pointer items-center gap-2.5 rounded px-2',
                index === here && 'bg-accent-soft',
              )}
            >
              {entry.lead}
              <span className="min-w-0 flex-1 truncate">{entry.label}</span>
              {entry.keys && <Kbd keys={entry.keys} />}
            </div>
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function useEntries(typed: string): readonly Entry[] {
  const text = useText();
  const go = useNavigate();
  const locale = useLocale();
  const mayReport = useMay('ticket.create');
  const sought = useSettled(typed, 250);
  const { data } = useQuery({
    queryKey: ['tickets', 'palette', sought],
    queryFn: ({ signal }) => ask('ticket.list', { text: sought.replace(/^#/, '') || sought, limit: 6 }, signal),
    enabled: sought !== '',
  });
  const pages: Entry[] = useNav(EVERY).map(({ to, name, icon: Icon, keys }) => ({
    id: to,
    group: text.shell.palettePages,
    label: text.shell[name],
    lead: <Icon className="h-4 w-4 text-ink-2" aria-hidden="true" />,
    keys,
    act: () => go(to),
  }));
  if (mayReport)
    pages.unshift({
      id: 'report',
      group: text.shell.palettePages,
      label: text.shell.report,
      keys: 'n',
      act: () => go('/report'),
    });
  const settings: Entry[] = [
    ...THEMES.map((theme) => ({
      id: theme,
      group: text.shell.paletteSettings,
      label: text.shell.inTheme(text.shell.themes[theme]),
      act: () => chooseTheme(theme),
    })),
    {
      id: 'language',
      group: text.shell.paletteSettings,
      label: locale === 'zh' ? 'English' : '中文',
      act: () => chooseLocale(locale === 'zh' ? 'en' : 'zh'),
    },
  ];
  const fits = (entry: Entry) => entry.label.toLowerCase().includes(typed.toLowerCase());
  const tickets: Entry[] = (sought === '' ? [] : (data?.items ?? [])).map((ticket) => ({
    id: ticket.id,
    group: text.shell.paletteTickets,
    label: `#${ticket.no} ${ticket.title}`,
    lead: <PhaseGlyph phase={ticket.phase} />,
    act: () => go(`/tickets/${ticket.id}`),
  }));
  const search: Entry[] = typed
    ? [
        {
          id: 'search',
          group: text.shell.paletteTickets,
          label: text.shell.paletteTicket(typed),
          act: () => go(`/tickets?text=${encodeURIComponent(typed)}`),
        },
      ]
    : [];
  return [...tickets, ...pages.filter(fits), ...settings.filter(fits), ...search];
}
