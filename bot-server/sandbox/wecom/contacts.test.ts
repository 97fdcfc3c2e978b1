import { CORP, xmlIn } from '../testing/product';
import { AGENT, SECRETS, type Stage, setStage } from '../testing/stage';
import { plainOf } from '../xml';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const get = (api: string) => stage.wecom(api);
const asContact = async (api: string, body?: object) => {
  const path = `/wecom/cgi-bin/${api}${api.includes('?') ? '&' : '?'}access_token=${await stage.token(SECRETS.contact)}`;
  return body === undefined ? stage.get(path) : stage.post(path, body);
};

test('a person, without mobile or picture, whatever the case of the name', async () => {
  const found = await get('user/get?userid=wanggong');
  expect(found).toMatchObject({ errcode: 0, userid: 'WangGong', name: '王工', department: [3], status: 1 });
  for (const secret of ['mobile', 'avatar', 'gender', 'email', 'address']) expect(found).not.toHaveProperty(secret);
});

test.each([
  ['user/get', 41009],
  ['user/get?userid=nobody', 60111],
  [`user/get?userid=${'a'.repeat(65)}`, 40003],
  ['user/list', 40035],
  ['user/list?department_id=9', 60003],
  ['user/simplelist?department_id=x', 40035],
  ['department/list?id=9', 60003],
])('%s → %i', async (api, errcode) => expect((await get(api)).errcode).toBe(errcode));

test('who has a number', async () => {
  expect(await stage.wecom('user/getuserid', { mobile: '13800000000' })).toMatchObject({
    errcode: 0,
    userid: 'WangGong',
  });
  expect((await stage.wecom('user/getuserid', { mobile: '1' })).errcode).toBe(60111);
  expect((await stage.wecom('user/getuserid', {})).errcode).toBe(40063);
});

test('lists that fail are there, empty', async () => {
  expect(await get('user/list?department_id=9')).toMatchObject({ userlist: [] });
  expect(await get('department/list?id=9')).toMatchObject({ department: [] });
  expect(await stage.get('/wecom/cgi-bin/user/list?access_token=x')).toMatchObject({ errcode: 40014, userlist: [] });
});

test('a department’s own people; departments with all below', async () => {
  expect(await get('user/list?department_id=2')).toMatchObject({ userlist: [{ userid: 'LiGong' }] });
  expect(await get('user/simplelist?department_id=3')).toMatchObject({
    userlist: [{ userid: 'WangGong', name: '王工', department: [3] }],
  });
  expect(await get('department/list?id=2')).toMatchObject({
    department: [
      { id: 2, parentid: 1, name: '维修部', name_en: '', department_leader: [] },
      { id: 3, parentid: 2 },
    ],
  });
  expect((await get('department/list')).department).toHaveLength(3);
});

describe('the contact-sync secret', () => {
  test.each([
    'user/get?userid=LiGong',
    'user/list?department_id=1',
    'user/simplelist?department_id=1',
    'department/list',
  ])('%s is refused', async (api) => expect((await asContact(api)).errcode).toBe(48009));

  test('gets ids, page by page; an application does not', async () => {
    const first = await asContact('user/list_id', { limit: 2 });
    expect(first.dept_user).toHaveLength(2);
    const rest = await asContact('user/list_id', { limit: 2, cursor: first.next_cursor });
    expect(rest).toMatchObject({ next_cursor: '', dept_user: [{ userid: 'ZhaoYi', department: 1 }] });
    expect(await asContact('department/simplelist')).toMatchObject({
      department_id: [{ id: 1 }, { id: 2 }, { id: 3 }],
    });
    expect((await stage.wecom('user/list_id', {})).errcode).toBe(48002);
    expect((await asContact('user/list_id', { limit: 10_001 })).errcode).toBe(40035);
    expect((await asContact('user/list_id', { cursor: 'made up' })).errcode).toBe(40035);
  });
});

describe('changes are told: who, and the departments', () => {
  const change = (body: object) => stage.api('people', { corpId: CORP, ...body });
  const told = () => plainOf(xmlIn(stage.product.events.at(-1)));

  test('somebody joins', async () => {
    await change({ userid: 'SunQi', change: 'join', name: '孙七', department: [2, 3] });
    expect(told()).toEqual({
      ToUserName: CORP,
      FromUserName: 'sys',
      CreateTime: expect.stringMatching(/^\d{10}$/),
      MsgType: 'event',
      Event: 'change_contact',
      ChangeType: 'create_user',
      UserID: 'SunQi',
      Department: '2,3',
    });
    expect(await get('user/list?department_id=2')).toMatchObject({ userlist: { length: 2 } });
  });

  test('somebody moves; a new name alone is no news', async () => {
    expect(await change({ userid: 'LiGong', change: 'update', name: '李师傅' })).toEqual({ all: [] });
    expect(await get('user/get?userid=LiGong')).toMatchObject({ name: '李师傅' });
    await change({ userid: 'LiGong', change: 'update', department: [3] });
    expect(told()).toMatchObject({ ChangeType: 'update_user', UserID: 'LiGong', Department: '3' });
    expect(await get('user/list?department_id=2')).toMatchObject({ userlist: [] });
  });

  test('somebody leaves, and comes again', async () => {
    await change({ userid: 'ligong', change: 'leave' });
    expect(told()).toMatchObject({ ChangeType: 'delete_user', UserID: 'LiGong' });
    expect((await get('user/get?userid=LiGong')).errcode).toBe(60111);
    expect((await stage.state()).corps[0]?.groups[0]?.members).toEqual(['WangGong']);
    expect((await change({ userid: 'LiGong', change: 'leave' })).error).toEqual(expect.any(String));
    await change({ userid: 'LiGong', change: 'join', department: [1] });
    expect(await get('user/get?userid=LiGong')).toMatchObject({ errcode: 0, name: '李工' });
    expect((await stage.state()).corps[0]?.people.find(({ userid }) => userid === 'LiGong')?.active).toBe(true);
  });
});

test('an application without an address hears nothing', async () => {
  const { all } = await stage.api('people', { corpId: CORP, userid: 'SunQi', change: 'join' });
  expect(all).toHaveLength(1);
  expect(stage.product.events).toHaveLength(1);
  expect((await stage.state()).corps[0]?.apps.find(({ agentId }) => agentId === AGENT)?.callback?.verified).toBe(true);
});
