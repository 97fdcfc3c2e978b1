import type { Meaning, troubleZh } from './trouble.zh-CN';

const SECRET = 'Copy the secret from the platform once more and replace it under “Settings”.';
const SELF = 'It is tried again by itself; nothing to do.';

export const troubleEn: Readonly<Record<keyof typeof troubleZh, Meaning>> = {
  '-1': { what: 'The platform is busy', todo: SELF },
  '40001': { what: 'The secret is wrong', todo: SECRET },
  '40013': {
    what: 'The corp ID or AppID is wrong',
    todo: 'Compare it with the platform; copy and paste the whole of it.',
  },
  '40014': {
    what: 'The token is invalid',
    todo: 'A new one is fetched by itself; if it keeps happening, replace the secret.',
  },
  '42001': { what: 'The token has expired', todo: 'A new one is fetched by itself; nothing to do.' },
  '40125': {
    what: 'The AppSecret is wrong',
    todo: 'Reset it on the WeChat platform and replace it under “Settings”.',
  },
  '40164': {
    what: 'The server’s IP is not on the list',
    todo: 'WeChat platform › Development › Settings › IP whitelist: add the address this server goes out by.',
  },
  '40243': { what: 'The AppSecret is frozen', todo: 'Unfreeze or reset it on the WeChat platform.' },
  '60020': {
    what: 'The server’s IP is not trusted',
    todo: 'WeCom admin › App management › your app › Trusted IPs: add the address this server goes out by.',
  },
  '40056': { what: 'The AgentId is wrong', todo: 'Compare it with the app’s page.' },
  '301002': { what: 'AgentId and secret are of different apps', todo: 'Copy both from the page of the same app.' },
  '43012': {
    what: 'The app has no callback address yet',
    todo: 'Set the URL for receiving messages, as “Check” describes.',
  },
  '48002': { what: 'The app may not use this interface', todo: 'Grant it in the WeCom admin console.' },
  '48009': {
    what: 'Only ids can be read from the contacts, no names',
    todo: 'The contacts secret is bound to other IPs; use the app’s visible range, or change the allowed IPs.',
  },
  '50002': { what: 'Outside the app’s visible range', todo: 'Add the people concerned to the visible range.' },
  '50003': { what: 'The app is disabled', todo: 'Enable it in the WeCom admin console.' },
  '60011': { what: 'The app may not read this', todo: 'Check its visible range and its rights to the contacts.' },
  '60021': { what: 'The person is outside the app’s visible range', todo: 'Add the person to the visible range.' },
  '60111': { what: 'The platform knows no such account', todo: 'Compare the userid under “Who is who”.' },
  '40003': { what: 'The platform knows no such account', todo: 'Compare the account under “Who is who”.' },
  '81013': {
    what: 'None of the receivers is valid',
    todo: 'Make sure the person is still there, and within the visible range.',
  },
  '45009': { what: 'Too fast: the platform slows us down', todo: 'It is sent more slowly by itself; nothing to do.' },
  '45033': { what: 'Too many calls at once', todo: 'It is sent more slowly by itself; nothing to do.' },
  '93000': {
    what: 'The webhook is invalid, or was removed from the group',
    todo: 'Add it to the group once more and paste the new address under “Settings”.',
  },
  '40058': { what: 'The message does not suit the platform', todo: 'That is our fault; please tell us the code.' },
  '40037': { what: 'The template id is wrong', todo: 'Compare it with “My templates”.' },
  '47003': {
    what: 'The template’s keywords do not fit',
    todo: 'Compare each keyword, such as thing1, under “Messages”.',
  },
  '43101': {
    what: 'No consent, or the consents are used up',
    todo: 'It comes through once the person has agreed in the mini-program again.',
  },
  '43107': {
    what: 'The person has switched these messages off',
    todo: 'They can be switched on in the mini-program’s settings.',
  },
  '45168': { what: 'The platform’s content check said no', todo: 'Change the ticket’s title and send again.' },
  timeout: {
    what: 'The platform did not answer in time',
    todo: `${SELF} If it lasts, check the server’s way to the internet.`,
  },
  network: { what: 'The platform cannot be reached', todo: 'Check the server’s way to the internet, and its DNS.' },
  reset: { what: 'The platform broke the line off', todo: `${SELF} If it lasts, check the proxies in between.` },
  not_http: {
    what: 'The platform’s answer makes no sense',
    todo: `${SELF} If it lasts, check the proxies in between.`,
  },
  not_json: {
    what: 'The platform’s answer makes no sense',
    todo: `${SELF} If it lasts, check the proxies in between.`,
  },
  sealed: {
    what: 'The stored secrets cannot be opened',
    todo: 'The server’s SECRET_KEY is another one: fill in all secrets anew under “Settings”.',
  },
  no_secret: { what: 'A secret is missing', todo: 'Fill it in under “Settings”.' },
  bad_url: { what: 'The platform’s address is set wrongly', todo: 'Check it in the server’s settings.' },
  bad_answer: {
    what: 'The platform’s answer is incomplete',
    todo: `${SELF} If it lasts, check the proxies in between.`,
  },
  odd_answer: {
    what: 'The platform’s answer makes no sense',
    todo: `${SELF} If it lasts, check the proxies in between.`,
  },
  no_template: { what: 'There is no template for such messages', todo: 'Fill one in under “Messages”.' },
  no_consent: {
    what: 'No consent, or the consents are used up',
    todo: 'It comes through once the person has agreed in the mini-program again.',
  },
  told_by_wecom: {
    what: 'No consent, or the consents are used up',
    todo: 'Told through WeCom instead; no need to send again.',
  },
  no_account: { what: 'The connection is retired', todo: 'Bring it back, then send again.' },
  silent: {
    what: 'The server broke off each time it sent this',
    todo: 'Have its log looked at; send again when the cause is found.',
  },
  gone: { what: 'The person has left', todo: 'No need to send; their tickets wait under “Hand-over”.' },
  not_in_corp: { what: 'The account is not of this corp', todo: 'Sign in with an account of your own WeCom.' },
  ding_invalidClientIdOrSecret: {
    what: 'Client ID or Client Secret is wrong',
    todo: 'Copy both anew from the app’s credentials on DingTalk’s developer platform and replace them under “Settings”.',
  },
  ding_40089: {
    what: 'The CorpId is not the app’s',
    todo: 'Look up the CorpId in the DingTalk admin console; the app must be made in the same organization.',
  },
  ding_40014: {
    what: 'The token is not valid',
    todo: 'A new one is fetched; if it keeps happening, replace the Client Secret.',
  },
  ding_42001: { what: 'The token has run out', todo: 'A new one is fetched by itself; nothing to do.' },
  ding_40078: {
    what: 'The sign-in code is unknown or was used',
    todo: 'The person opens it once more from inside DingTalk.',
  },
  ding_33012: { what: 'DingTalk has no such account', todo: 'Look at the userid under “Who is who”.' },
  ding_60121: { what: 'DingTalk has no such person', todo: 'Do they still work there? Then look at the userid.' },
  ding_50002: {
    what: 'The person is outside of what the app may see',
    todo: 'DingTalk developer platform › the app › Version and release: add the person to who may use it.',
  },
  ding_60011: {
    what: 'The app may not make this call',
    todo: 'DingTalk developer platform › the app › Permissions: allow reading members of the contacts.',
  },
  ding_60020: {
    what: 'This server’s address is not on the list',
    todo: 'DingTalk developer platform › the app › Security › Server IPs: add the address this server goes out by.',
  },
  ding_IpNotInWhiteList: {
    what: 'This server’s address is not on the list',
    todo: 'DingTalk developer platform › the app › Security › Server IPs: add the address this server goes out by.',
  },
  ding_AccessTokenPermissionDenied: {
    what: 'The app may not make this call',
    todo: 'DingTalk developer platform › the app › Permissions: allow what the message names.',
  },
  ding_90018: { what: 'Too many calls; DingTalk slows us down', todo: SELF },
  ding_90002: { what: 'DingTalk slows everybody down', todo: SELF },
  ding_90020: {
    what: 'This month’s calls to DingTalk are used up',
    todo: 'They begin anew next month, or more can be bought on the developer platform.',
  },
  ding_ApiCountLimitForOrg: {
    what: 'This month’s calls to DingTalk are used up',
    todo: 'They begin anew next month, or more can be bought on the developer platform.',
  },
  ding_1111: {
    what: 'DingTalk shuts this server’s address out for some minutes',
    todo: `${SELF} If it lasts, look at other programs behind the same address.`,
  },
  outsider: {
    what: 'The account is an outside contact, not somebody of yours',
    todo: 'Sign in with an account of your own DingTalk.',
  },
  fault: {
    what: 'Sending failed on our side',
    todo: 'It is tried again by itself; if it keeps happening, please tell us the code.',
  },
  http: { what: 'The platform has trouble of its own', todo: SELF },
};
