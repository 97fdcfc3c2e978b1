// The phone's navigation, a thumb's reach away: to-dos, tickets, report, and everything else in a sheet.
import { KeyRound, LogOut, Menu as MenuIcon, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, NavLink } from 'react-router';
import { cn } from '../../lib/cn';
import { chooseLocale, useLocale } from '../../lib/locale';
import { useMay, useMe } from '../../lib/me';
import { chooseTheme, THEMES, useTheme } from '../../lib/theme';
import { useText } from '../../text/useText';
import { Avatar } from '../../ui/Avatar';
import { Dialog } from '../../ui/Dialog';
import { Tabs } from '../../ui/Tabs';
import { BOARD, DAILY, HANDOVER, PLATFORMS, PREFERENCES, RECORDS, useNav } from './nav';
import { signOut } from './UserMenu';
import { useHeldCount } from './useHeldCount';
import { useWorkCount } from './useWorkCount';

const CELL = 'relative flex min-h-[52px] flex-1 flex-col items-center justify-center gap-0.5 text-2xs';

const MORE = [BOARD, HANDOVER, ...RECORDS, ...PLATFORMS, PREFERENCES];

export function BottomBar({ onPassword }: { onPassword: () => void }) {
  const text = useText();
  const [more, setMore] = useState(false);
  const mayReport = useMay('ticket.create');
  const waiting = useWorkCount();
  return (
    <nav
      aria-label={text.shell.nav}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] print:hidden"
    >
      {DAILY.map(({ to, name, icon: Icon }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) => cn(CELL, isActive ? 'font-medium text-accent' : 'text-ink-2')}
        >
          <Icon className="h-5 w-5" aria-hidden="true" />
          {text.shell[name]}
          {to === '/work' && waiting !== null && (
            <span className="absolute left-1/2 top-1 ml-2 rounded-full bg-danger px-1.5 text-2xs font-medium leading-4 text-surface">
              {waiting}
            </span>
          )}
        </NavLink>
      ))}
      {mayReport && (
        <Link to="/report" className={cn(CELL, 'text-accent')}>
          <Plus className="h-5 w-5" strokeWidth={2.6} aria-hidden="true" />
          {text.shell.report}
        </Link>
      )}
      <button type="button" onClick={() => setMore(true)} className={cn(CELL, 'text-ink-2')}>
        <MenuIcon className="h-5 w-5" aria-hidden="true" />
        {text.shell.more}
      </button>
      {more && <MoreSheet onClose={() => setMore(false)} onPassword={onPassword} />}
    </nav>
  );
}

function MoreSheet({ onClose, onPassword }: { onClose: () => void; onPassword: () => void }) {
  const text = useText();
  const { member, tenant } = useMe();
  const locale = useLocale();
  const theme = useTheme();
  const held = useHeldCount();
  const row = 'flex min-h-[48px] w-full items-center gap-3 text-left';
  return (
    <Dialog title={tenant.name} onClose={onClose}>
      <div className="flex items-center gap-3 pb-3">
        <Avatar name={member.name} pictureId={member.pictureId} size="lg" />
        <div>
          <p className="font-medium">{member.name}</p>
          <p className="text-xs text-ink-3">
            {member.login}@{tenant.code}
          </p>
        </div>
      </div>
      <div className="divide-y divide-line border-y border-line">
        {useNav(MORE).map(({ to, name, icon: Icon }) => (
          <Link key={to} to={to} onClick={onClose} className={row}>
            <Icon className="h-5 w-5 text-ink-2" aria-hidden="true" />
            {text.shell[name]}
            {to === '/held' && held !== null && <span className="ml-auto text-xs text-ink-2">{held}</span>}
          </Link>
        ))}
      </div>
      <div className="py-2">
        <Tabs
          name={text.shell.language}
          tabs={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          value={locale}
          onChange={chooseLocale}
        />
        <Tabs
          name={text.shell.theme}
          tabs={THEMES.map((value) => ({ value, label: text.shell.themes[value] }))}
          value={theme}
          onChange={chooseTheme}
        />
      </div>
      {member.hasPassword && (
        <button
          type="button"
          onClick={() => {
            onClose();
            onPassword();
          }}
          className={row}
        >
          <KeyRound className="h-5 w-5 text-ink-2" aria-hidden="true" />
          {text.shell.password.title}
        </button>
      )}
      <button type="button" onClick={signOut} className={cn(row, 'safe-bottom text-danger')}>
        <LogOut className="h-5 w-5" aria-hidden="true" />
        {text.shell.signOut}
      </button>
    </Dialog>
  );
}
