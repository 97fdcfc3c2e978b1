// People of a corp come, change and go; each department knows its own.
import type { Corp, Person } from '../wecom/corp';

type PersonInput = {
  readonly userid: string;
  readonly name: string;
  readonly department: readonly number[];
  readonly mobile?: string | undefined;
};

/** Whoever is declared is there, and no longer gone. */
export function setPerson(corp: Corp, input: PersonInput): Person {
  const key = input.userid.toLowerCase();
  const person: Person = corp.people.get(key) ?? {
    userid: input.userid,
    name: input.name,
    departments: [],
    mobile: null,
    active: true,
    windows: new Map(),
  };
  corp.people.set(key, person);
  outOfDepartments(corp, person);
  person.name = input.name;
  person.mobile = input.mobile ?? person.mobile;
  person.departments = input.department;
  person.active = true;
  for (const id of input.department) {
    const members = corp.members.get(id) ?? new Set();
    corp.members.set(id, members.add(person));
  }
  return person;
}

export function removePerson(corp: Corp, person: Person): void {
  outOfDepartments(corp, person);
  person.active = false;
  for (const group of corp.groups.values()) {
    group.members = group.members.filter((userid) => userid.toLowerCase() !== person.userid.toLowerCase());
  }
}

function outOfDepartments(corp: Corp, person: Person): void {
  for (const id of person.departments) corp.members.get(id)?.delete(person);
}
