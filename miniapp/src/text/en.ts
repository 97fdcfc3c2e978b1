// The app's own words in English.
import { spanIn } from './span';
import type { Words } from './zh-CN';

const items = (count: number, more: boolean) => (count === 1 && !more ? 'to-do' : 'to-dos');

export const en: Words = {
  otherLanguage: '中文',
  product: 'Paidan',
  retry: 'Try again',
  offline: { title: 'Cannot reach the server', hint: 'Check the network, then try again' },
  fault: {
    title: 'The server has a problem',
    hint: (requestId) => (requestId ? `Please try again later. Reference ${requestId}` : 'Please try again later'),
  },
  signIn: {
    title: 'Sign in to Paidan',
    lead: 'Accept, arrive and finish your work orders here',
    server: 'Server address',
    serverExample: 'https://paidan.example.com',
    org: 'Organization code',
    orgExample: 'Ask your administrator',
    login: 'Account',
    loginExample: 'User name or phone',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    submit: 'Sign in',
    submitting: 'Signing in…',
    missing: (field) => `${field} is missing`,
  },
  me: { open: 'My account' },
  todo: {
    title: 'My to-dos',
    count: (all, more) => `${all}${more ? '+' : ''} ${items(all, more)}`,
    late: (count) => `${count} overdue`,
    loading: 'Loading to-dos',
    sections: { late: 'Overdue', today: 'Today', tomorrow: 'Tomorrow', later: 'Later' },
    work: { dispatch: 'To dispatch', offer: 'To accept', task: 'To do', accept: 'To approve', rate: 'To rate' },
    priority: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
    noSite: 'No place given',
    left: (span) => `in\u00a0${spanIn('en', span)}`,
    over: (span) => `${spanIn('en', span)}\u00a0late`,
    empty: {
      title: 'Nothing to do today',
      hint: 'New work orders for you will appear here',
      action: 'Refresh',
    },
    stale: (clock) => `No network. These are the to-dos of ${clock}`,
    end: 'That is all',
    more: 'Loading more…',
  },
};
