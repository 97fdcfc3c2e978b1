// One next step, the other steps beside it, and the rest in a menu that says why something cannot be done now.
// On a phone it stands above the navigation, in reach of the thumb.
import { MoreHorizontal } from 'lucide-react';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { Button } from '../../../ui/Button';
import { Menu, MenuItem } from '../../../ui/Menu';
import { Tip } from '../../../ui/Tip';
import type { Act, Actions } from './useActions';

/** Beside the next step, so many others stand in sight. */
const IN_SIGHT = 3;

export function ActionBar({ actions }: { actions: Actions }) {
  const text = useText();
  const words = useWords();
  const { primary, others, run, busy } = actions;
  // Over and done with: there is nothing to offer, and one reason for all of it stands above.
  if (primary === null && others.every(({ refusal }) => refusal?.code === 'ended')) return null;
  const able = others.filter(({ enabled }) => enabled);
  const near = able.filter(({ command }) => command !== 'ticket.cancel').slice(0, IN_SIGHT);
  const rest = others.filter((each) => !near.includes(each));
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3 max-md:fixed max-md:inset-x-0 max-md:bottom-[calc(52px+env(safe-area-inset-bottom))] max-md:z-20 max-md:flex-nowrap max-md:border-t max-md:border-line max-md:bg-surface max-md:px-4 max-md:py-2 print:hidden">
      {primary && (
        <Tip words={text.ticket.next_} keys="s">
          <Button look="primary" className="max-md:flex-1" busy={busy} onClick={() => run(primary.command)}>
            {words.actions[primary.command]}
          </Button>
        </Tip>
      )}
      {near.map((each, index) => (
        <Button
          key={each.command}
          className={index > 0 ? 'max-md:hidden' : 'max-md:flex-1'}
          onClick={() => run(each.command)}
        >
          {words.actions[each.command]}
        </Button>
      ))}
      <Rest acts={rest} hidden={near.slice(1)} run={run} />
    </div>
  );
}

function Rest({ acts, hidden, run }: { acts: readonly Act[]; hidden: readonly Act[]; run: Actions['run'] }) {
  const text = useText();
  const words = useWords();
  if (acts.length === 0 && hidden.length === 0) return null;
  const item = (each: Act) => (
    <MenuItem
      key={each.command}
      disabled={!each.enabled}
      danger={each.command === 'ticket.cancel' && each.enabled}
      note={each.enabled ? undefined : (each.refusal?.message ?? text.ticket.cannotNow)}
      onSelect={() => run(each.command)}
    >
      {words.actions[each.command]}
    </MenuItem>
  );
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={text.ticket.moreActions} className="!px-2.5">
          <MoreHorizontal className="h-4 w-4" aria-hidden="true" />
        </Button>
      }
    >
      <div className="md:hidden">{hidden.map(item)}</div>
      {acts.map(item)}
    </Menu>
  );
}
