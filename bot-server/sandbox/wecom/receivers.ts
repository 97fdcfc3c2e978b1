// Whom does a message go to? Lists joined with `|`, departments with all below them. Source: 90236.
import { type Refusal, refuse } from '../refusal';
import type { Shape } from '../shape';
import type { Corp, Person } from './corp';

const MOST_USERS = 1000;
const MOST_PARTIES = 100;

export type Receivers = {
  readonly people: readonly Person[];
  readonly invalidUsers: readonly string[];
  readonly invalidParties: readonly string[];
  readonly invalidTags: readonly string[];
};

const listOf = (value: unknown): readonly string[] | null => {
  if (value === undefined || value === null || value === '') return [];
  return typeof value === 'string' ? value.split('|').filter((one) => one !== '') : null;
};

export function receiversOf(corp: Corp, body: Shape): Receivers | Refusal {
  const users = listOf(body.touser);
  const parties = listOf(body.toparty);
  const tags = listOf(body.totag);
  if (users === null || parties === null || tags === null) return refuse(40035, 'touser, toparty and totag are texts');
  if (users.length === 0 && parties.length === 0 && tags.length === 0) {
    return refuse(82001, 'touser, toparty and totag are all empty');
  }
  if (users.length > MOST_USERS) return refuse(40032, 'userid list too long');
  if (parties.length > MOST_PARTIES) return refuse(82002, 'too many parties');
  if (tags.length > MOST_PARTIES) return refuse(82003, 'too many tags');
  const found = new Set<Person>();
  const invalidUsers: string[] = [];
  if (users.length === 1 && users[0] === '@all') everybody(corp, found);
  else for (const userid of users) addPerson(corp, userid, found, invalidUsers);
  const invalidParties = parties.filter((id) => !addDepartment(corp, Number(id), found));
  // Nobody has tags here.
  if (found.size === 0) return refuse(81013, 'user & party & tag all invalid');
  return { people: [...found], invalidUsers, invalidParties, invalidTags: tags };
}

function everybody(corp: Corp, found: Set<Person>): void {
  for (const person of corp.people.values()) if (person.active) found.add(person);
}

function addPerson(corp: Corp, userid: string, found: Set<Person>, invalid: string[]): void {
  const person = corp.people.get(userid.toLowerCase());
  if (person?.active) found.add(person);
  else invalid.push(userid.toLowerCase());
}

function addDepartment(corp: Corp, id: number, found: Set<Person>): boolean {
  if (!corp.departments.has(id)) return false;
  for (const below of departmentsBelow(corp, id)) for (const person of corp.members.get(below) ?? []) found.add(person);
  return true;
}

/** The department itself and all under it. */
export function departmentsBelow(corp: Corp, top: number): readonly number[] {
  const found = [top];
  for (const id of found) {
    for (const department of corp.departments.values()) {
      if (department.parentid === id && !found.includes(department.id)) found.push(department.id);
    }
  }
  return found;
}
