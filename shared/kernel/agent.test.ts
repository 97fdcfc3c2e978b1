import { insideOf } from './agent';

test.each([
  ['Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.36 Language/zh', 'wecom'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile MicroMessenger/8.0 wxwork/4.1.30', 'wecom'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AliApp(DingTalk/7.6.0) com.laiwang.DingTalk/1 Channel/201200', 'dingtalk'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/91 Safari/537.36 dingtalk-win/1.0.0 nw DingTalk(7.6.0)', 'dingtalk'],
  ['Mozilla/5.0 (iPhone) MicroMessenger/8.0.44 NetType/WIFI Language/zh_CN', null],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0', null],
  ['Mozilla/5.0 notwxworking/1 MyDingTalkClone', null],
  ['', null],
])('%s', (agent, inside) => {
  expect(insideOf(agent)).toBe(inside);
});
