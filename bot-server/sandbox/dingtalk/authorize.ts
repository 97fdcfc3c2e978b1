// The sign-in page with a code to scan. Here one says who one is. Source: DingTalk login.dingtalk.com/oauth2/auth.
import type { Box } from '../box';
import { type Call, type Reply, redirect } from '../http';
import { withQuery } from '../outward';
import { whoPage, wrongPage } from '../who';
import { giveDingCode } from './login';
import type { DingApp, DingOrg } from './org';

export function authorizeDing(box: Box, { query }: Call): Reply {
  const found = appNamed(box, query.get('client_id') ?? '');
  if (found === null) return wrongPage('invalidClientId', 'client_id');
  const { org, app } = found;
  if (query.get('response_type') !== 'code') return wrongPage('invalidResponseType', 'response_type must be code');
  if (query.get('prompt') !== 'consent') return wrongPage('invalidPrompt', 'prompt must be consent');
  if (!/^openid(?: corpid)?$/.test(query.get('scope') ?? '')) return wrongPage('invalidScope', 'scope');
  const back = query.get('redirect_uri') ?? '';
  if (!app.redirects.includes(back)) return wrongPage('invalidRedirectUri', 'redirect_uri is not one of the app');
  const people = [...org.people.values()].filter(({ active }) => active);
  const as = query.get('as');
  if (as === null) return whoPage('钉钉扫码登录', `${org.name} · ${app.name}`, people, query);
  const person = people.find(({ userid }) => userid === as);
  if (person === undefined) return wrongPage(60121, `userid ${as} not found`);
  const { userid } = person;
  const authCode = giveDingCode(box, { kind: 'page', clientId: app.clientId, corpId: org.corpId, userid });
  return redirect(withQuery(back, { authCode, state: query.get('state') ?? '' }));
}

function appNamed({ state }: Box, clientId: string): { readonly org: DingOrg; readonly app: DingApp } | null {
  for (const org of state.dings.values()) {
    const app = org.apps.get(clientId);
    if (app !== undefined) return { org, app };
  }
  return null;
}
