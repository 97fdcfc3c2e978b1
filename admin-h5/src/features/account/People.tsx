// Who is who: the platform's name for each member, bound by itself or by hand.
import { Plus, Unlink } from 'lucide-react';
import { useState } from 'react';
import { type ItemOf, usePages } from '../../lib/usePages';
import { useChannelText } from '../../text/channels';
import { Avatar } from '../../ui/Avatar';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { RecordList } from '../../ui/record/RecordList';
import { BindDialog } from './BindDialog';
import { UnbindDialog } from './UnbindDialog';
import type { Account } from './useAccounts';

type Bound = ItemOf<'identity.list'>;

export function People({ account }: { account: Account }) {
  const all = useChannelText().account;
  const text = all.people;
  const kind = account.kind === 'wecomGroup' ? 'wecom' : account.kind;
  const [open, setOpen] = useState<'bind' | Bound | null>(null);
  const { query, items } = usePages('identity.list', { accountId: account.id });
  const states = kind === 'wechat' ? text.statesWechat : text.states;
  const bind = (
    <Button size="sm" onClick={() => setOpen('bind')}>
      <Plus className="h-4 w-4" aria-hidden="true" />
      {text.bind}
    </Button>
  );
  return (
    <section aria-label={text.title}>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="font-medium">{text.title}</h2>
        {bind}
      </div>
      <RecordList
        name={text.title}
        query={query}
        items={items.map((item) => ({ ...item, id: item.external }))}
        filtered={false}
        empty={{ title: text.emptyTitle, words: text.emptyWords[kind] }}
        columns={[
          {
            name: text.member,
            cell: ({ member }) => (
              <span className="flex items-center gap-2.5">
                <Avatar name={member.name} size="md" className="max-md:hidden" />
                <span className="truncate">{member.name}</span>
              </span>
            ),
          },
          {
            name: text.external[kind],
            cell: ({ external }) => (
              <code className="font-mono text-xs" title={external}>
                {external}
              </code>
            ),
          },
          {
            name: text.state,
            width: '110px',
            cell: ({ state }) => (
              <Badge tone={state === 'left' ? 'warn' : 'ok'}>
                <span aria-hidden="true">{state === 'left' ? '○' : '●'}</span>
                {states[state]}
              </Badge>
            ),
          },
        ]}
        menu={(row) => (
          <IconButton name={text.unbindOf(row.member.name)} onClick={() => setOpen(row)}>
            <Unlink className="h-4 w-4" aria-hidden="true" />
          </IconButton>
        )}
      />
      {open === 'bind' && <BindDialog account={account} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'bind' && (
        <UnbindDialog account={account} bound={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
