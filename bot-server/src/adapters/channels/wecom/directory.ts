// Who works there? Departments, and the people of each, as far as the app may see; with the contacts' own secret at least the
// names by which the platform calls them. Source: 90196, 90200, 90201.
import type { Account, Answer, Directory, DirectoryPerson } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import { type Api, type Ask, failed, ODD, type Purpose } from './api';

/** Departments asked at once. */
const AT_ONCE = 4;
const PAGE = 10_000;
const MOST_PAGES = 200;
/** The department went away between two questions. */
const GONE = '60003';
const DISABLED = 2;
const LEFT = 5;

type Department = Directory['departments'][number];

/** Where the app may not look (60011, 48002, 48009) the contacts' secret is asked, which may give names of people only. */
export async function directory(api: Api, account: Account): Promise<Answer<Directory>> {
  const seen = await byDepartment(api, account, 'appSecret');
  if (seen.ok || seen.trouble.kind !== 'account' || account.secrets.contactSecret === undefined) return seen;
  const whole = await byDepartment(api, account, 'contactSecret');
  return whole.ok || whole.trouble.kind !== 'account' ? whole : byIds(api, account);
}

async function byDepartment(api: Api, account: Account, purpose: Purpose): Promise<Answer<Directory>> {
  const listed = await listOf(api, account, { method: 'GET', path: 'department/list' }, 'department', purpose);
  if (!listed.ok) return listed;
  const departments = listed.value.map(departmentOf).filter((one): one is Department => one !== null);
  // A corp has a root at least: an empty answer must not look as if everybody had left.
  if (departments.length === 0) {
    return failed({ kind: 'account', code: '60011', message: 'department/list: no department is to be seen' });
  }
  const people = new Map<string, DirectoryPerson>();
  for (let at = 0; at < departments.length; at += AT_ONCE) {
    const asked = departments.slice(at, at + AT_ONCE).map(({ id }) => {
      const ask = { method: 'GET', path: 'user/list', query: { department_id: id } } as const;
      return listOf(api, account, ask, 'userlist', purpose);
    });
    for (const found of await Promise.all(asked)) {
      if (!found.ok && found.trouble.code === GONE) continue;
      if (!found.ok) return found;
      for (const person of found.value) add(people, personOf(person));
    }
  }
  return { ok: true, value: { people: [...people.values()], departments } };
}

/** Whoever is in several departments comes once for each. */
async function byIds(api: Api, account: Account): Promise<Answer<Directory>> {
  const people = new Map<string, DirectoryPerson>();
  const departments = new Map<string, Department>();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const ask = { method: 'POST', path: 'user/list_id', json: { cursor, limit: PAGE } } as const;
    const answer = await api.call(account, ask, 'contactSecret');
    if (!answer.ok) return answer;
    const { dept_user: list, next_cursor: next } = answer.value;
    if (!Array.isArray(list)) return failed(ODD);
    for (const { userid, department } of list as readonly JsonObject[]) {
      add(people, personOf({ userid, department: [department ?? 0] }));
      const id = String(department);
      departments.set(id, { id, name: id, parentId: null });
    }
    if (typeof next !== 'string' || next === '') break;
    cursor = next;
  }
  return { ok: true, value: { people: [...people.values()], departments: [...departments.values()] } };
}

async function listOf(
  api: Api,
  account: Account,
  ask: Ask,
  name: string,
  purpose: Purpose,
): Promise<Answer<readonly JsonObject[]>> {
  const answer = await api.call(account, ask, purpose);
  if (!answer.ok) return answer;
  const list = answer.value[name];
  return Array.isArray(list) ? { ok: true, value: list as readonly JsonObject[] } : failed(ODD);
}

function departmentOf({ id, name, parentid }: JsonObject): Department | null {
  if (typeof id !== 'number') return null;
  const parentId = typeof parentid === 'number' && parentid !== 0 ? String(parentid) : null;
  return { id: String(id), name: typeof name === 'string' && name !== '' ? name : String(id), parentId };
}

/** Status: 1 active, 2 disabled, 4 has not opened WeCom yet, 5 has left. */
function personOf({ userid, name, department, status }: JsonObject): DirectoryPerson | null {
  if (typeof userid !== 'string' || userid === '') return null;
  return {
    external: userid.toLowerCase(),
    name: typeof name === 'string' && name !== '' ? name : userid,
    departments: Array.isArray(department) ? department.map(String) : [],
    active: status !== DISABLED && status !== LEFT,
  };
}

function add(people: Map<string, DirectoryPerson>, person: DirectoryPerson | null): void {
  if (person === null) return;
  const known = people.get(person.external);
  const departments = [...new Set([...(known?.departments ?? []), ...person.departments])];
  people.set(person.external, { ...(known ?? person), departments });
}
