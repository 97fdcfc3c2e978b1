import { BellRing, ChevronsUpDown, Keyboard, KeyRound, LogOut } from 'lucide-react';
import { useNavigate } from 'react-router';
import { call } from '../../lib/call';
import { remember } from '../../lib/kept';
import { chooseLocale, useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { chooseTheme, THEMES, useTheme } from '../../lib/theme';
import { leave, letGo } from '../../lib/unsaved';
import { useText } from '../../text/useText';
import { Avatar } from '../../ui/Avatar';
import { Menu, MenuHead, MenuItem, MenuLine } from '../../ui/Menu';

export function UserMenu({ onKeys, onPassword }: { onKeys: () => void; onPassword: () => void }) {
  const text = useText();
  const { member, tenant } = useMe();
  const go = useNavigate();
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button type="button" className="flex items-center gap-2.5 rounded px-2 py-1.5 text-left hover:bg-sunken">
          <Avatar name={member.name} pictureId={member.pictureId} size="md" />
          <span className="min-w-0 flex-1 leading-tight">
            <span className="block truncate font-medium">{member.name}</span>
            <span className="block truncate text-xs text-ink-3">
              {member.login}@{tenant.code}
            </span>
          </span>
          <span className="sr-only">{text.shell.account}</span>
          <ChevronsUpDown className="h-4 w-4 text-ink-3" aria-hidden="true" />
        </button>
      }
    >
      <Choices />
      <MenuLine />
      <MenuItem icon={<BellRing className="h-4 w-4" aria-hidden="true" />} onSelect={() => go('/preferences')}>
        {text.shell.preferences}
      </MenuItem>
      <MenuItem icon={<Keyboard className="h-4 w-4" aria-hidden="true" />} onSelect={onKeys}>
        {text.shell.shortcuts}
      </MenuItem>
      {member.hasPassword && (
        <MenuItem icon={<KeyRound className="h-4 w-4" aria-hidden="true" />} onSelect={onPassword}>
          {text.shell.password.title}
        </MenuItem>
      )}
      <MenuItem icon={<LogOut className="h-4 w-4" aria-hidden="true" />} onSelect={signOut}>
        {text.shell.signOut}
      </MenuItem>
    </Menu>
  );
}

function Choices() {
  const text = useText();
  const locale = useLocale();
  const theme = useTheme();
  return (
    <>
      <MenuHead>{text.shell.language}</MenuHead>
      <MenuItem checked={locale === 'zh'} onSelect={() => chooseLocale('zh')}>
        中文
      </MenuItem>
      <MenuItem checked={locale === 'en'} onSelect={() => chooseLocale('en')}>
        English
      </MenuItem>
      <MenuLine />
      <MenuHead>{text.shell.theme}</MenuHead>
      {THEMES.map((each) => (
        <MenuItem key={each} checked={theme === each} onSelect={() => chooseTheme(each)}>
          {text.shell.themes[each]}
        </MenuItem>
      ))}
    </>
  );
}

/** A fresh page afterwards, so that nothing of this person's stays in memory. */
export const signOut = () =>
  leave(async () => {
    await call('session.end', {});
    remember('wasIn', null);
    letGo();
    window.location.assign('/admin/');
  });
