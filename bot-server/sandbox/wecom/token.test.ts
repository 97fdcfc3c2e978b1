import { HOUR, MINUTE, SECOND } from '../clock';
import { CORP } from '../testing/product';
import { AGENT, SECRETS, type Stage, setStage, text } from '../testing/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const gettoken = (query: string) => stage.get(`/wecom/cgi-bin/gettoken${query}`);

test.each([
  ['nothing: the secret first', '', 41004],
  ['no corp', `?corpsecret=${SECRETS.app}`, 41002],
  ['no secret', `?corpid=${CORP}`, 41004],
  ['an unknown corp', `?corpid=ww1&corpsecret=${SECRETS.app}`, 40013],
  ['a wrong secret', `?corpid=${CORP}&corpsecret=wrong`, 40001],
])('%s', async (_, query, errcode) => expect((await gettoken(query)).errcode).toBe(errcode));

test('the same token as long as it lives, another for another secret', async () => {
  const answer = await gettoken(`?corpid=${CORP}&corpsecret=${SECRETS.app}`);
  expect(answer).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 });
  expect(answer.access_token.length).toBeLessThanOrEqual(512);
  expect(await stage.token()).toBe(answer.access_token);
  expect(await stage.token(SECRETS.contact)).not.toBe(answer.access_token);
  await stage.forward(7199 * SECOND);
  expect(await stage.token()).toBe(answer.access_token);
  await stage.forward(SECOND);
  const old = `/wecom/cgi-bin/message/send?access_token=${answer.access_token}`;
  expect((await stage.post(old, text())).errcode).toBe(42001);
  expect(await stage.token()).not.toBe(answer.access_token);
});

test('the token is looked for in the query alone, and before anything else', async () => {
  const token = await stage.token();
  const path = '/wecom/cgi-bin/message/send';
  const sent = (more: string, init: RequestInit = {}) =>
    fetch(`${stage.sandbox.url}${path}${more}`, { method: 'POST', body: '{', ...init }).then((one) => one.json());
  expect(await sent('', { headers: { authorization: `Bearer ${token}` } })).toMatchObject({ errcode: 41001 });
  expect(await sent('', { body: JSON.stringify({ access_token: token }) })).toMatchObject({ errcode: 41001 });
  expect(await sent('?access_token=nobody-gave-this')).toMatchObject({ errcode: 40014 });
  expect(await sent(`?access_token=${token}`)).toMatchObject({ errcode: 40035 });
});

test('a path that does not exist is 404 with nothing in it', async () => {
  expect(await stage.get('/wecom/cgi-bin/message/sent')).toEqual({ status: 404, text: '' });
  expect(await stage.get('/wecom/cgi-bin/toString')).toEqual({ status: 404, text: '' });
});

test('addresses of callbacks and tickets', async () => {
  expect(await stage.wecom('getcallbackip')).toMatchObject({ errcode: 0, ip_list: ['127.0.0.1'] });
  const ticket = await stage.wecom('get_jsapi_ticket');
  expect(ticket).toMatchObject({ errcode: 0, expires_in: 7200 });
  expect((await stage.wecom('get_jsapi_ticket')).ticket).toBe(ticket.ticket);
  expect((await stage.wecom('ticket/get?type=agent_config')).ticket).not.toBe(ticket.ticket);
  expect(await stage.wecom('ticket/get')).toMatchObject({ errcode: 40035 });
});

test('whoever keeps trying secrets is heard no more for an hour', async () => {
  const wrong = () => gettoken(`?corpid=${CORP}&corpsecret=wrong`);
  const codes: number[] = [];
  for (let n = 0; n < 60; n++) codes.push((await wrong()).errcode);
  expect(codes.at(0)).toBe(40001);
  expect(codes.at(-1)).toBe(45009);
  await stage.forward(HOUR);
  expect((await wrong()).errcode).toBe(40001);
});

test('calls of a corp to one API are counted', async () => {
  await stage.declare({ corps: [{ corpId: CORP, name: '示例物业', limits: { callsPerMinute: 3 } }] });
  await stage.forward(HOUR);
  await stage.toNext(MINUTE);
  const codes = [];
  for (let n = 0; n < 4; n++) codes.push((await stage.wecom('user/get?userid=LiGong')).errcode);
  expect(codes).toEqual([0, 0, 0, 45009]);
  expect((await stage.wecom('message/send', text({ agentid: AGENT }))).errcode).toBe(0);
});
