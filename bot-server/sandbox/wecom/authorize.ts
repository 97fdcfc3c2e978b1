// The two sign-in pages: inside WeCom's browser, and the code to scan. Here one says who one is. Source: §10.
import type { Box } from '../box';
import { type Call, type Reply, redirect } from '../http';
import { withQuery } from '../outward';
import { type Refusal, refuse } from '../refusal';
import { whoPage, wrongPage } from '../who';
import type { App, Corp } from './corp';
import { giveSignInCode } from './login';

const STATE = /^[0-9A-Za-z]{0,128}$/;
const SCOPES = ['snsapi_base', 'snsapi_privateinfo'];

type Asked = { readonly corp: Corp; readonly app: App; readonly redirect: string; readonly state: string };

/** `inside`: within WeCom; otherwise the page with a code to scan. */
export function authorize(box: Box, call: Call, inside: boolean): Reply {
  const asked = askedOf(box, call.query, inside);
  if ('errcode' in asked) return wrongPage(asked.errcode, asked.errmsg);
  const as = call.query.get('as');
  if (as === null) {
    const heading = inside ? '企业微信授权登录' : '企业微信扫码登录';
    const people = [...asked.corp.people.values()].filter(({ active }) => active);
    return whoPage(heading, `${asked.corp.name} · ${asked.app.name}`, people, call.query);
  }
  const person = asked.corp.people.get(as.toLowerCase());
  if (!person?.active) return wrongPage(60111, `userid ${as} not found`);
  const { corpId, agentId } = asked.app;
  const code = giveSignInCode(box, { corpId, agentId, userid: person.userid, scope: 'web' });
  return redirect(withQuery(asked.redirect, { code, state: asked.state }));
}

function askedOf(box: Box, query: URLSearchParams, inside: boolean): Asked | Refusal {
  const corp = box.state.corps.get(query.get('appid') ?? '');
  if (corp === undefined) return refuse(40013, 'invalid appid');
  const agentid = query.get('agentid') ?? '';
  const app = corp.apps.get(agentid === '' ? Number.NaN : Number(agentid));
  if (app === undefined) return refuse(40056, 'invalid agentid');
  if (inside && query.get('response_type') !== 'code') return refuse(40035, 'response_type must be code');
  if (inside && !SCOPES.includes(query.get('scope') ?? '')) return refuse(40035, 'scope');
  if (!inside && query.get('login_type') !== 'CorpApp') return refuse(40035, 'login_type must be CorpApp');
  const state = query.get('state') ?? '';
  if (!STATE.test(state)) return refuse(40035, 'state: at most 128 letters and digits');
  const address = query.get('redirect_uri') ?? '';
  if (!isTrusted(app, address))
    return refuse(50001, 'redirect_uri: its domain is not a trusted one of the application');
  return { corp, app, redirect: address, state };
}

/** With or without the port. */
function isTrusted(app: App, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && (app.trustedDomains.includes(host) || app.trustedDomains.includes(hostname));
}
