// The two sign-in pages: inside WeCom's browser, and the code to scan. Here one says who one is. Source: §10.
import type { Box } from '../box';
import { type Call, escapeHtml, page, type Reply, redirect } from '../http';
import { withQuery } from '../outward';
import { type Refusal, refuse } from '../refusal';
import type { App, Corp } from './corp';
import { giveSignInCode } from './login';

const STATE = /^[0-9A-Za-z]{0,128}$/;
const SCOPES = ['snsapi_base', 'snsapi_privateinfo'];

type Asked = { readonly corp: Corp; readonly app: App; readonly redirect: string; readonly state: string };

/** `inside`: within WeCom; otherwise the page with a code to scan. */
export function authorize(box: Box, call: Call, inside: boolean): Reply {
  const asked = askedOf(box, call.query, inside);
  if ('errcode' in asked) return wrongPage(asked);
  const as = call.query.get('as');
  if (as === null) return whoPage(call, asked, inside);
  const person = asked.corp.people.get(as.toLowerCase());
  if (!person?.active) return wrongPage(refuse(60111, `userid ${as} not found`));
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

const shell = (title: string, inner: string, status = 200): Reply =>
  page(
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${title}</title><link rel="stylesheet" href="/sandbox/who.css"></head><body><main>${inner}</main></body></html>`,
    status,
  );

function whoPage({ query }: Call, { corp, app }: Asked, inside: boolean): Reply {
  const people = [...corp.people.values()].filter(({ active }) => active);
  const links = people.map(({ userid, name }) => {
    // Of this very page, by whichever address it is reached.
    const href = `?${new URLSearchParams([...query, ['as', userid]])}`;
    return `<li><a href="${escapeHtml(href)}"><b>${escapeHtml(name)}</b> <span>${escapeHtml(userid)}</span></a></li>`;
  });
  const heading = inside ? '企业微信授权登录' : '企业微信扫码登录';
  return shell(
    heading,
    `<p class="note">模拟环境 · Stand-in</p><h1>${heading}</h1>` +
      `<p>${escapeHtml(corp.name)} · ${escapeHtml(app.name)}</p><h2>你是谁？ <small>Who are you?</small></h2><ul>${links.join('')}</ul>`,
  );
}

const wrongPage = ({ errcode, errmsg }: Refusal): Reply =>
  shell(
    '出错了',
    `<p class="note">模拟环境 · Stand-in</p><h1>出错了 <small>${errcode}</small></h1><p>${escapeHtml(errmsg)}</p>`,
    400,
  );

export const WHO_STYLE = `
:root { color-scheme: light; font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
body { margin: 0; background: #ededed; color: #191919; }
main { max-width: 26rem; margin: 8vh auto; padding: 1.5rem; background: #fff; border-radius: 12px; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
small, span, .note { color: #767676; font-weight: 400; }
.note { margin: 0 0 1rem; font-size: .8rem; }
ul { list-style: none; margin: 0; padding: 0; }
a { display: block; padding: .75rem; border-top: 1px solid #e5e5e5; color: inherit; text-decoration: none; }
a:hover, a:focus-visible { background: #f2f7ff; }
`;
