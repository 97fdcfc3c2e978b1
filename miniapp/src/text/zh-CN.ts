// The app's own words in Chinese. What the server says arrives in the caller's language already.
import type { Priority } from '@paidan/shared/kinds';
import type { WorkKind } from '@paidan/shared/model/ticket';
import type { Span } from '@paidan/shared/rules/ticket/span';
import { spanIn } from './span';

export const zhCN: Words = {
  otherLanguage: 'English',
  product: '派单',
  retry: '重试',
  offline: { title: '连不上服务器', hint: '检查网络后再试一次' },
  fault: {
    title: '服务器出了点问题',
    hint: (requestId) => (requestId ? `请稍后再试，编号 ${requestId}` : '请稍后再试'),
  },
  signIn: {
    title: '登录派单',
    lead: '接单、到场、完工，都在这里',
    server: '服务器地址',
    serverExample: 'https://paidan.example.com',
    org: '组织代码',
    orgExample: '向管理员要',
    login: '账号',
    loginExample: '用户名或手机号',
    password: '密码',
    show: '显示',
    hide: '隐藏',
    submit: '登录',
    submitting: '正在登录…',
    missing: (field) => `请填写${field}`,
  },
  me: { open: '我的账号' },
  todo: {
    title: '我的待办',
    count: (all, more) => `${all}${more ? '+' : ''} 件待办`,
    late: (count) => `${count} 件已超时`,
    loading: '正在取待办',
    sections: { late: '已超时', today: '今天', tomorrow: '明天', later: '以后' },
    work: { dispatch: '待派单', offer: '待接单', task: '待处理', accept: '待验收', rate: '待评价' },
    priority: { low: '低', normal: '普通', high: '高', urgent: '紧急' },
    noSite: '未填地点',
    left: (span) => `剩\u00a0${spanIn('zh', span)}`,
    over: (span) => `超\u00a0${spanIn('zh', span)}`,
    empty: { title: '今天没有待办', hint: '新工单派给你时，会出现在这里', action: '刷新' },
    stale: (clock) => `没有网络，这是 ${clock} 的待办`,
    end: '没有更多了',
    more: '正在取更多…',
  },
};

export type Section = 'late' | 'today' | 'tomorrow' | 'later';

export type Words = {
  readonly otherLanguage: string;
  readonly product: string;
  readonly retry: string;
  readonly offline: { readonly title: string; readonly hint: string };
  readonly fault: { readonly title: string; readonly hint: (requestId: string | null) => string };
  readonly signIn: {
    readonly title: string;
    readonly lead: string;
    readonly server: string;
    readonly serverExample: string;
    readonly org: string;
    readonly orgExample: string;
    readonly login: string;
    readonly loginExample: string;
    readonly password: string;
    readonly show: string;
    readonly hide: string;
    readonly submit: string;
    readonly submitting: string;
    readonly missing: (field: string) => string;
  };
  readonly me: { readonly open: string };
  readonly todo: {
    readonly title: string;
    readonly count: (all: number, more: boolean) => string;
    readonly late: (count: number) => string;
    readonly loading: string;
    readonly sections: Record<Section, string>;
    readonly work: Record<WorkKind, string>;
    readonly priority: Record<Priority, string>;
    readonly noSite: string;
    readonly left: (span: readonly Span[]) => string;
    readonly over: (span: readonly Span[]) => string;
    readonly empty: { readonly title: string; readonly hint: string; readonly action: string };
    readonly stale: (clock: string) => string;
    readonly end: string;
    readonly more: string;
  };
};
