// Which paths of DingTalk's two servers there are, and what each asks for before it is heard.
import type { Box } from '../box';
import { SECOND } from '../clock';
import { type Call, empty, json, parseObject, type Reply } from '../http';
import type { Shape } from '../shape';
import { no, refused } from './answer';
import { getByUnionId, getUserInfo, userAccessToken, usersMe } from './login';
import type { DingApp } from './org';
import { accessToken, appOf, corpToken, tokenOf } from './token';

/** Calls of one app to one API in a second. */
const QPS = 20;

const OLD: Readonly<Record<string, (box: Box, app: DingApp, body: Shape) => Reply>> = {
  'v2/user/getuserinfo': getUserInfo,
  'user/getbyunionid': getByUnionId,
};

/** Path behind `/dingtalk/`. */
export function answerDingtalk(box: Box, path: string, call: Call): Reply {
  if (path.startsWith('api/v1.0/')) return answerNew(box, path.slice('api/v1.0/'.length), call);
  return path.startsWith('oapi/topapi/') ? answerOld(box, path.slice('oapi/topapi/'.length), call) : empty(404);
}

function answerNew(box: Box, api: string, call: Call): Reply {
  const corpId = /^oauth2\/([^/]+)\/token$/.exec(api)?.[1];
  const post: ((box: Box, call: Call) => Reply) | undefined =
    api === 'oauth2/accessToken'
      ? accessToken
      : api === 'oauth2/userAccessToken'
        ? userAccessToken
        : corpId !== undefined
          ? (b, c) => corpToken(b, decodeURIComponent(corpId), c)
          : undefined;
  if (post === undefined && api !== 'contact/users/me') return refused(404, 'InvalidAction.NotFound', api);
  if (call.method !== (post === undefined ? 'GET' : 'POST')) return refused(405, 'UnsupportedHTTPMethod', call.method);
  if (post === undefined) return usersMe(box, call);
  const body = parseObject(call.body);
  if (body === null) return refused(400, 'MissingBody', 'a JSON body is wanted');
  const app = appOf(
    box,
    body.appKey ?? body.client_id ?? body.clientId,
    body.appSecret ?? body.client_secret ?? body.clientSecret,
  );
  if (app !== null && isForeign(app, call)) {
    return refused(403, 'Forbidden.AccessDenied.IpNotInWhiteList', `访问ip不在白名单之中: ${call.ip}`);
  }
  return post(box, call);
}

function answerOld(box: Box, api: string, call: Call): Reply {
  const run = Object.hasOwn(OLD, api) ? OLD[api] : undefined;
  if (run === undefined) return json({ errcode: 22, errmsg: '不合法ApiName' });
  const token = tokenOf(box, call);
  if ('status' in token) return token;
  const { app } = token;
  if (isForeign(app, call)) return no(60020, `访问ip不在白名单之中: ${call.ip}`);
  if (!app.mayRead) return no(60011, '没有调用该接口的权限');
  const slot = Math.floor(box.clock.now() / SECOND);
  if (box.state.counter(`ding ${app.clientId} ${api}`, slot) > QPS)
    return no(90018, '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了');
  if (call.method !== 'POST') return no(43004, '需要POST请求');
  const body = parseObject(call.body);
  return body === null ? no(40035, '不合法的参数') : run(box, app, body);
}

const isForeign = ({ ips }: DingApp, { ip }: Call): boolean =>
  ips !== null && !ips.includes(ip.replace(/^::ffff:/, ''));

/** Who the caller is, for the log. */
export function dingCallerOf({ state }: Box, { query, body }: Call): string {
  const token = state.dingTokens.get(query.get('access_token') ?? '');
  if (token !== undefined) return token.app.name;
  const asked = parseObject(body);
  const clientId = asked?.appKey ?? asked?.client_id ?? asked?.clientId;
  return typeof clientId === 'string' ? clientId : '';
}
