import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { cn } from '../../lib/cn';
import { useLocale } from '../../lib/locale';
import { useNow } from '../../lib/now';
import { ago } from '../../lib/time';
import { useChannelText } from '../../text/channels';
import { PlatformMark } from '../../ui/PlatformMark';
import { Trouble } from '../../ui/Trouble';
import { StandingBadge } from './StandingBadge';
import { readyForCallback, standingOf } from './standing';
import type { Account } from './useAccounts';

/** The whole card leads to the connection's page. */
export function AccountCard({ account }: { account: Account }) {
  const text = useChannelText();
  const standing = standingOf(account, useNow());
  return (
    <li className="relative flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low transition-colors hover:border-line-strong">
      <div className="flex items-start gap-3">
        <PlatformMark kind={account.kind} size="lg" />
        <div className="min-w-0 flex-1">
          <Link
            to={`/connections/${account.id}`}
            className={cn(
              'block truncate font-semibold after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline focus-visible:after:outline-2 focus-visible:after:outline-accent',
              account.state === 'retired' && 'text-ink-3',
            )}
          >
            {account.name}
          </Link>
          <p className="truncate text-sm text-ink-3">{text.kinds[account.kind]}</p>
        </div>
        <StandingBadge account={account} />
        <ChevronRight className="mt-1 h-4 w-4 shrink-0 text-ink-3 max-md:hidden" aria-hidden="true" />
      </div>
      {account.state === 'active' && account.health.error && <Trouble error={account.health.error} />}
      {standing === 'callback' && (
        <p className="text-sm text-ink-2">
          {readyForCallback(account) ? text.account.checks.callback.wait : text.account.callbackFirst}
        </p>
      )}
      <Last account={account} />
    </li>
  );
}

function Last({ account: { health, kind } }: { account: Account }) {
  const text = useChannelText().account;
  const locale = useLocale();
  const now = useNow();
  return (
    <p className="mt-auto flex flex-wrap gap-x-4 text-xs text-ink-3">
      {kind === 'dingtalk' ? (
        <span>{text.signInOnlyShort}</span>
      ) : (
        <span>{health.sentAt === null ? text.neverSent : text.lastSent(ago(health.sentAt, now, locale))}</span>
      )}
      {kind === 'wecom' && health.pressedAt !== null && (
        <span>{text.lastPressed(ago(health.pressedAt, now, locale))}</span>
      )}
    </p>
  );
}
