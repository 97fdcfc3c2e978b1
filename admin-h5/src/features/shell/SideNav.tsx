import { Plus, Search } from 'lucide-react';
import { Link, NavLink } from 'react-router';
import { cn } from '../../lib/cn';
import { live } from '../../lib/live';
import { useMay, useMe } from '../../lib/me';
import { useSignal } from '../../lib/signal';
import { useHandover } from '../../lib/useHandover';
import { useText } from '../../text/useText';
import { buttonClass } from '../../ui/Button';
import { Mark } from '../../ui/Mark';
import { Tip } from '../../ui/Tip';
import { BOARD, DAILY, HANDOVER, type NavItem, PLATFORMS, RECORDS, useNav } from './nav';
import { UserMenu } from './UserMenu';
import { useHeldCount } from './useHeldCount';
import { useWorkCount } from './useWorkCount';

type Props = { readonly onPalette: () => void; readonly onKeys: () => void; readonly onPassword: () => void };

export function SideNav({ onPalette, onKeys, onPassword }: Props) {
  const text = useText();
  const { tenant } = useMe();
  const mayReport = useMay('ticket.create');
  const waiting = useWorkCount();
  const left = useHandover();
  const held = useHeldCount();
  return (
    <aside className="flex w-[212px] shrink-0 flex-col border-r border-line px-3 pb-3 pt-4 print:hidden">
      <div className="flex items-center gap-2.5 px-2">
        <Mark className="h-6 w-6" />
        <span className="min-w-0 flex-1 truncate font-semibold" title={tenant.name}>
          {tenant.name}
        </span>
        <LiveDot />
      </div>
      <div className="mt-4 flex gap-2 px-0.5">
        {mayReport && (
          <Link to="/report" className={cn(buttonClass('primary', 'sm'), 'flex-1')}>
            <Plus className="h-4 w-4" aria-hidden="true" />
            {text.shell.report}
          </Link>
        )}
        <Tip words={text.shell.keys.palette} keys="mod+k">
          <button
            type="button"
            aria-label={text.shell.keys.palette}
            onClick={onPalette}
            className={cn(buttonClass('plain', 'sm'), mayReport ? 'w-8 !px-0' : 'flex-1')}
          >
            <Search className="h-4 w-4" aria-hidden="true" />
          </button>
        </Tip>
      </div>
      <nav aria-label={text.shell.nav} className="mt-4 min-h-0 flex-1 overflow-y-auto">
        {DAILY.map((item) => (
          <Item key={item.to} item={item} count={item.to === '/work' ? waiting : null} />
        ))}
        {useNav([BOARD]).map((item) => (
          <Item key={item.to} item={item} />
        ))}
        {left !== null && <Item item={HANDOVER} count={String(left.people)} />}
        <Group name={text.shell.records} items={useNav(RECORDS)} counts={{ '/held': held }} />
        <Group name={text.shell.platforms} items={useNav(PLATFORMS)} />
      </nav>
      <UserMenu onKeys={onKeys} onPassword={onPassword} />
    </aside>
  );
}

type GroupProps = {
  readonly name: string;
  readonly items: readonly NavItem[];
  /** What waits, by address. */
  readonly counts?: Readonly<Record<string, string | null>>;
};

function Group({ name, items, counts = {} }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <>
      <p className="px-2 pb-1 pt-5 text-xs text-ink-3">{name}</p>
      {items.map((item) => (
        <Item key={item.to} item={item} count={counts[item.to] ?? null} />
      ))}
    </>
  );
}

function Item({ item: { to, name, icon: Icon }, count = null }: { item: NavItem; count?: string | null }) {
  const text = useText();
  return (
    <NavLink
      to={to}
      className={({ isActive }) =>
        cn(
          'group relative flex h-8 items-center gap-2.5 rounded px-2 transition-colors',
          isActive ? 'bg-accent-soft font-medium text-accent' : 'text-ink-2 hover:bg-sunken hover:text-ink',
        )
      }
    >
      <Icon className="h-4 w-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">{text.shell[name]}</span>
      {count !== null && <span className="text-xs">{count}</span>}
    </NavLink>
  );
}

function LiveDot() {
  const text = useText();
  const on = useSignal(live);
  const words = on ? text.ticket.live : text.ticket.notLive;
  return (
    <Tip words={words}>
      <span
        role="img"
        aria-label={words}
        className={cn('h-2 w-2 rounded-full', on ? 'bg-ok' : 'border-2 border-warn')}
      />
    </Tip>
  );
}
