// Which server is meant, and what is to go wrong on the way.
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Box } from './box';
import { answerControl } from './control/routes';
import { answerDingtalk, dingCallerOf } from './dingtalk/apis';
import { authorizeDing } from './dingtalk/authorize';
import { revokeDingToken } from './dingtalk/token';
import type { Fault, Platform } from './faults';
import { type Call, empty, json, page, type Reply, redirect } from './http';
import { refuse } from './refusal';
import { answerFile } from './static';
import { answerWechat, miniCallerOf } from './wechat/apis';
import { revokeMiniToken } from './wechat/token';
import { answerWecom, callerOf, revokeToken } from './wecom/apis';
import { authorize } from './wecom/authorize';
import { WHO_STYLE } from './who';

/** What a reply cannot say: the connection breaks, or the body has no end. */
export type Odd = 'lostReply' | 'endless';

const TOKEN_REFUSED = /^(?:errcode:)?(?:42001|40014)$/;

export async function answer(box: Box, pageDir: string, call: Call): Promise<Reply | Odd> {
  const { path } = call;
  if (path.startsWith('/wecom/cgi-bin/')) return platform(box, 'wecom', path.slice('/wecom/cgi-bin/'.length), call);
  if (path.startsWith('/wechat/')) return platform(box, 'wechat', path.slice('/wechat/'.length), call);
  if (path === '/dingtalk/oauth2/auth') return authorizeDing(box, call);
  if (path.startsWith('/dingtalk/')) return platform(box, 'dingtalk', path.slice('/dingtalk/'.length), call);
  if (path === '/oauth/connect/oauth2/authorize') return authorize(box, call, true);
  if (path === '/login/wwlogin/sso/login') return authorize(box, call, false);
  if (path.startsWith('/sandbox/api/')) return answerControl(box, path.slice('/sandbox/api/'.length), call);
  if (path === '/sandbox/who.css') return { status: 200, type: 'text/css; charset=utf-8', body: WHO_STYLE };
  if (path.startsWith('/sandbox/')) return answerFile(pageDir, path.slice('/sandbox/'.length));
  return path === '/' || path === '/sandbox' ? redirect('/sandbox/') : empty(404);
}

type Server = {
  readonly caller: (box: Box, call: Call) => string;
  readonly answer: (box: Box, api: string, call: Call) => Reply | Promise<Reply>;
  readonly revoke: (box: Box, call: Call) => void;
};
const SERVERS: Readonly<Record<Platform, Server>> = {
  wecom: { caller: callerOf, answer: answerWecom, revoke: revokeToken },
  wechat: { caller: miniCallerOf, answer: answerWechat, revoke: revokeMiniToken },
  dingtalk: { caller: dingCallerOf, answer: answerDingtalk, revoke: revokeDingToken },
};

async function platform(box: Box, on: Platform, api: string, call: Call): Promise<Reply | Odd> {
  const begun = performance.now();
  const who = SERVERS[on].caller(box, call);
  const fault = box.faults.take(on, api);
  const result = await suffer(box, on, api, call, fault);
  const reply = typeof result === 'string' ? null : result;
  const request = call.body || call.query.toString();
  const response = reply === null ? `(${String(result)})` : shown(reply);
  box.log.add({
    way: 'in',
    who,
    api,
    status: reply?.status ?? 0,
    ms: Math.round(performance.now() - begun),
    plain: { request, response },
    wire: { request: `${call.method} ${call.path}?${call.query}\n\n${call.body}`, response },
  });
  return result;
}

async function suffer(box: Box, on: Platform, api: string, call: Call, fault: Fault | null): Promise<Reply | Odd> {
  const server = SERVERS[on];
  const run = async () => server.answer(box, api, call);
  if (fault === null) return run();
  if (TOKEN_REFUSED.test(fault.kind)) server.revoke(box, call);
  switch (fault.kind) {
    case 'http500':
      return empty(500);
    case 'http503':
      return empty(503);
    case 'html':
      return page('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
    case 'lostReply':
      // What was asked is done; only nobody is told.
      await run();
      return 'lostReply';
    case 'endless':
      return 'endless';
    case 'delay':
      await wait(fault.ms, undefined, { ref: false });
      return run();
    default:
      return json(refuse(Number(fault.kind.replace('errcode:', '')), 'fault on order'));
  }
}

const shown = ({ type, body }: Reply): string => (typeof body === 'string' ? body : `(${type}, ${body.length} bytes)`);

/** Until the caller has had enough. */
export function writeForever(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"errcode":0,"errmsg":"');
  const more = setInterval(() => response.write('ok '.repeat(4096)), 20);
  response.once('close', () => clearInterval(more));
}
