// Somebody joins, moves or leaves: the directory changes, and applications with an address hear of it. Source: WeCom §9.
import type { Delivery } from '../api';
import type { Box } from '../box';
import { tell, wireOf } from '../wecom/callback';
import type { Corp } from '../wecom/corp';
import { type ContactChange, contactEvent } from '../wecom/event';
import { removePerson, setPerson } from './directory';
import { findCorp, isWrong, type Wrong, wrong } from './find';
import type { PeopleInput } from './inputs';

const ROOT = 1;

export async function changePeople(box: Box, input: PeopleInput): Promise<{ all: readonly Delivery[] } | Wrong> {
  const corp = findCorp(box, input.corpId);
  if (isWrong(corp)) return corp;
  const event = changed(corp, input);
  if (event !== null && isWrong(event)) return event;
  box.stream.changed();
  if (event === null) return { all: [] };
  const plain = contactEvent(corp.corpId, box.clock.now(), event);
  const told = [...corp.apps.values()].map((app) =>
    app.callback === null
      ? null
      : tell(box, {
          app,
          plain,
          wire: wireOf(box, app.callback, corp.corpId, plain, null),
          userid: 'sys',
          name: 'change_contact',
        }),
  );
  const all = await Promise.all(told.filter((one) => one !== null));
  return { all: all.map(({ opened: _, ...delivery }) => delivery) };
}

/** Null: nobody is told, since only a change of departments is news. */
function changed(corp: Corp, { userid, change, name, department }: PeopleInput): ContactChange | Wrong | null {
  const person = corp.people.get(userid.toLowerCase());
  if (change === 'join') {
    if (person?.active) return wrong(`${userid} is there already`, 409);
    const departments = department ?? [ROOT];
    setPerson(corp, { userid, name: name ?? person?.name ?? userid, department: departments });
    return { type: 'create_user', userid, departments };
  }
  if (!person?.active) return wrong(`no person ${userid}`);
  if (change === 'leave') {
    removePerson(corp, person);
    return { type: 'delete_user', userid: person.userid, departments: [] };
  }
  const before = person.departments.join();
  setPerson(corp, { userid, name: name ?? person.name, department: department ?? person.departments });
  const moved = person.departments.join() !== before;
  return moved ? { type: 'update_user', userid: person.userid, departments: person.departments } : null;
}
