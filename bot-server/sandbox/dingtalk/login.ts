// Whose code is this? Codes of calls inside DingTalk, and of its sign-in page: once, five minutes. Source: DingTalk
// topapi/v2/user/getuserinfo, oauth2/userAccessToken, contact/users/me, topapi/user/getbyunionid.
import type { Box } from '../box';
import { MINUTE, SECOND } from '../clock';
import { type Call, json, parseObject, type Reply } from '../http';
import { randomName } from '../ids';
import type { Shape } from '../shape';
import { denied, no, refused, told } from './answer';
import type { DingApp, DingCode, DingPerson } from './org';
import { appOf } from './token';

const CODE_LIVES = 5 * MINUTE;
const USER_TOKEN_LIVES = 7200 * SECOND;

export function giveDingCode({ state, clock }: Box, code: Omit<DingCode, 'until' | 'used'>): string {
  const name = randomName(16);
  state.dingCodes.set(name, { ...code, until: clock.now() + CODE_LIVES, used: false });
  return name;
}

export function getUserInfo(box: Box, app: DingApp, body: Shape): Reply {
  if (typeof body.code !== 'string' || body.code === '') return no(400002, '参数错误: code');
  const code = takeCode(box, 'host', app, body.code);
  if (code === null) return no(40078, '不存在的临时授权码');
  const person = box.state.dings.get(code.corpId)?.people.get(code.userid);
  if (person === undefined || !person.active) return no(60121, '找不到该用户');
  if (!sees(app, person)) return no(50002, '请求的员工userid不在授权范围内');
  const { userid, unionid, name } = person;
  return told({ userid, unionid, associated_unionid: unionid, device_id: 'stand-in', sys: false, sys_level: 0, name });
}

export function userAccessToken(box: Box, call: Call): Reply {
  const body = parseObject(call.body);
  if (body?.grantType !== 'authorization_code') return refused(400, 'invalid.grantType', 'grantType');
  const app = appOf(box, body.clientId, body.clientSecret);
  if (app === null) return refused(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret');
  const code = typeof body.code === 'string' ? takeCode(box, 'page', app, body.code) : null;
  if (code === null) return refused(400, 'invalidParameter.authCode.notFound', '不合法的临时授权码');
  const unionid = box.state.dings.get(code.corpId)?.people.get(code.userid)?.unionid ?? '';
  const token = randomName(24);
  box.state.userTokens.set(token, { unionid, corpId: code.corpId, until: box.clock.now() + USER_TOKEN_LIVES });
  return json({ accessToken: token, refreshToken: randomName(24), expireIn: USER_TOKEN_LIVES / SECOND });
}

/** By a person's own token, which stands in the header. No userid is told. */
export function usersMe({ state, clock }: Box, { headers }: Call): Reply {
  const token = state.userTokens.get(headers['x-acs-dingtalk-access-token'] ?? '');
  if (token === undefined || token.until <= clock.now()) {
    return refused(401, 'InvalidAuthentication', '不合法的access_token');
  }
  const people = state.dings.get(token.corpId)?.people.values() ?? [];
  const person = [...people].find(({ unionid }) => unionid === token.unionid);
  if (person === undefined) return denied('AccessTokenPermissionDenied', 'Contact.User.Read');
  return json({ nick: person.name, unionId: person.unionid, openId: `o${person.unionid}`, stateCode: '86' });
}

export function getByUnionId(box: Box, app: DingApp, body: Shape): Reply {
  if (typeof body.unionid !== 'string' || body.unionid === '') return no(400002, '参数错误: unionid');
  const people = box.state.dings.get(app.corpId)?.people.values() ?? [];
  const person = [...people].find(({ unionid, active }) => active && unionid === body.unionid);
  if (person === undefined) return no(60121, '找不到该用户');
  return told({ contact_type: person.outside ? 1 : 0, userid: person.userid });
}

const sees = ({ scope }: DingApp, { userid }: DingPerson): boolean => scope === null || scope.has(userid);

/** Used up by asking, if it is the asking app's own; unheard of, used and over are one and the same refusal. */
function takeCode({ state, clock }: Box, kind: DingCode['kind'], app: DingApp, given: string): DingCode | null {
  const code = state.dingCodes.get(given);
  if (code === undefined || code.kind !== kind || code.clientId !== app.clientId || code.corpId !== app.corpId)
    return null;
  if (code.used || code.until <= clock.now()) return null;
  code.used = true;
  return code;
}
