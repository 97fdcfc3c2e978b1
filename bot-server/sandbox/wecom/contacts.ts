// The directory as an application may read it: no mobile, no picture; the contact-sync secret gets ids only.
// Source: 90196, 90200, 90201, 48009.
import type { Call } from '../http';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import { bytes, isFilled, type Shape } from '../shape';
import type { Corp, Department, Person, Token } from './corp';
import { departmentsBelow } from './receivers';

const MOST_USERID = 64;
const MOST_PAGE = 10_000;

const idsOnly = (token: Token): Refusal | null =>
  token.app === null ? refuse(48009, 'contact-sync secret from a new ip: ids only') : null;

/** As applications made since 2022-06-20 get it. */
const detailOf = ({ userid, name, departments }: Person): Shape => ({
  userid,
  name,
  department: departments,
  order: departments.map(() => 0),
  position: '',
  is_leader_in_dept: departments.map(() => 0),
  direct_leader: [],
  telephone: '',
  alias: '',
  status: 1,
  main_department: departments[0] ?? 1,
  extattr: { attrs: [] },
});

export function userGet(token: Token, { query }: Call): Answer | Refusal {
  const userid = query.get('userid') ?? '';
  if (userid === '') return refuse(41009, 'userid missing');
  if (bytes(userid) > MOST_USERID) return refuse(40003, 'invalid userid');
  const refused = idsOnly(token);
  if (refused !== null) return refused;
  const person = token.corp.people.get(userid.toLowerCase());
  return person?.active ? fine(detailOf(person)) : refuse(60111, 'userid not found');
}

export const userList = (token: Token, call: Call): Answer | Refusal => listed(token, call, detailOf);
export const userSimpleList = (token: Token, call: Call): Answer | Refusal =>
  listed(token, call, ({ userid, name, departments }) => ({ userid, name, department: departments }));

function listed(token: Token, { query }: Call, shown: (person: Person) => Shape): Answer | Refusal {
  const refused = idsOnly(token);
  if (refused !== null) return refused;
  const given = query.get('department_id') ?? '';
  if (!/^\d{1,10}$/.test(given)) return refuse(40035, 'department_id');
  if (!token.corp.departments.has(Number(given))) return refuse(60003, 'department not found');
  return fine({ userlist: [...(token.corp.members.get(Number(given)) ?? [])].map(shown) });
}

/** For the contact-sync secret alone; one entry for each person and department. */
export function userListId(token: Token, body: Shape): Answer | Refusal {
  if (token.app !== null) return refuse(48002, 'api forbidden');
  const { cursor = '', limit = MOST_PAGE } = body;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST_PAGE)
    return refuse(40035, 'limit');
  const start = startOf(cursor);
  if (start === null) return refuse(40035, 'cursor');
  const all = [...token.corp.people.values()]
    .filter(({ active }) => active)
    .flatMap(({ userid, departments }) => departments.map((department) => ({ userid, department })));
  const end = start + limit;
  const next = end < all.length ? Buffer.from(`from ${end}`).toString('base64url') : '';
  return fine({ next_cursor: next, dept_user: all.slice(start, end) });
}

function startOf(cursor: unknown): number | null {
  if (cursor === '') return 0;
  const from = /^from (\d{1,9})$/.exec(Buffer.from(String(cursor), 'base64url').toString());
  return from === null ? null : Number(from[1]);
}

export function departmentList(token: Token, { query }: Call): Answer | Refusal {
  const refused = idsOnly(token);
  if (refused !== null) return refused;
  const found = departmentsFor(token.corp, query);
  if ('errcode' in found) return found;
  return fine({
    department: found.map(({ id, name, parentid }, at) => ({
      id,
      name,
      name_en: '',
      department_leader: [],
      parentid,
      order: 100_000_000 - at,
    })),
  });
}

export function departmentSimpleList(token: Token, { query }: Call): Answer | Refusal {
  const found = departmentsFor(token.corp, query);
  if ('errcode' in found) return found;
  return fine({ department_id: found.map(({ id, parentid }, at) => ({ id, parentid, order: 100_000_000 - at })) });
}

function departmentsFor(corp: Corp, query: URLSearchParams): readonly Department[] | Refusal {
  const given = query.get('id') ?? '';
  if (given === '') return [...corp.departments.values()];
  if (!corp.departments.has(Number(given))) return refuse(60003, 'department not found');
  const ids = new Set(departmentsBelow(corp, Number(given)));
  return [...corp.departments.values()].filter(({ id }) => ids.has(id));
}

/** Who has this number: an id, where nothing else may be read. */
export function userIdOf(token: Token, { mobile }: Shape): Answer | Refusal {
  if (!isFilled(mobile)) return refuse(40063, 'mobile is empty');
  for (const person of token.corp.people.values()) {
    if (person.active && person.mobile === mobile) return fine({ userid: person.userid });
  }
  return refuse(60111, 'userid not found');
}
