import { useMay } from '../../lib/me';
import { useText } from '../../text/useText';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import { EVERY, useNav } from './nav';

export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const text = useText();
  const { keys } = text.shell;
  const pages = useNav(EVERY).map((page) => page.keys);
  const mayReport = useMay('ticket.create');
  /** What this person can do, and nothing that would not answer. */
  const can = (key: string) => (key === 'n' ? mayReport : !key.startsWith('g ') || pages.includes(key));
  const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      keys.everywhere,
      [
        ['mod+k', keys.palette],
        ['?', keys.help],
        ['n', keys.report],
        ['g t', keys.goTickets],
        ['g w', keys.goWork],
        ['g m', keys.goMembers],
        ['g s', keys.goSites],
        ['g f', keys.goTemplates],
      ],
    ],
    [
      keys.list,
      [
        ['/', keys.search],
        ['j', keys.next],
        ['k', keys.previous],
        ['Enter', keys.open],
      ],
    ],
    [
      keys.detail,
      [
        ['j', keys.next],
        ['k', keys.previous],
        ['s', keys.primary],
        ['a', keys.assign],
        ['c', keys.comment],
        ['Escape', keys.backToList],
      ],
    ],
  ];
  return (
    <Dialog title={text.shell.shortcuts} onClose={onClose}>
      <div className="grid gap-x-8 pb-4 sm:grid-cols-2">
        {groups.map(([name, rows]) => (
          <section key={name} className="py-2">
            <h3 className="pb-1 text-xs text-ink-3">{name}</h3>
            <dl>
              {rows
                .filter(([key]) => can(key))
                .map(([key, words]) => (
                  <div key={words} className="flex items-center justify-between py-1 text-sm">
                    <dt>{words}</dt>
                    <dd>
                      <Kbd keys={key} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
