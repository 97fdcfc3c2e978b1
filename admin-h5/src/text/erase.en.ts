import type { EraseText } from './erase.zh';

const places = (count: number) => (count === 1 ? '1 place' : `${count} places`);

export const eraseEn: EraseText = {
  action: 'Erase personal data',
  erased: 'Personal data erased',
  verb: 'Erase personal data',
  title: (name) => `Erase the personal data of ${name}?`,
  goes: 'What is done, one after the other',
  gone: 'What goes',
  stays: 'What stays',
  steps: {
    retire: 'Retire the account; it is signed out everywhere at once',
    retired: 'The account is retired and signed out',
    unbind: (count) => `Unbind ${count} chat ${count === 1 ? 'account' : 'accounts'}`,
    unbound: 'No chat account is bound',
    names: (events) =>
      `Erase name, login, picture and password, and what the history says of them in ${places(events)}`,
    numbers: (count) => `Erase telephone numbers in ${places(count)} of tickets, reports and their own record`,
  },
  state: { done: 'Done', doing: 'Under way', open: 'Not begun' },
  progress: 'Erasing. Please keep this open',
  halted: 'Not all of it was done. What was done stays done: “Continue” goes on from there.',
  resume: 'Continue',
  report: 'Done',
  reported: (count) => `Erase every number in tickets that they reported as well (${count} more)`,
  reportedHint: 'Not for a front desk that reports for others',
  done: {
    retired: 'The account is retired and signed out',
    names: (events, connections) =>
      connections === 0
        ? `Names and logins are gone from ${places(events)} in the history`
        : `Names and logins are gone from ${places(events)} in the history, that of ${connections} chat ${
            connections === 1 ? 'connection' : 'connections'
          } included`,
    numbers: (count) => `Telephone numbers are gone from ${places(count)}`,
    reporters: (count) => `${count} ${count === 1 ? 'guest is' : 'guests are'} erased and signed out`,
    reports: (count) => `${count} ${count === 1 ? 'report' : 'reports'} that waited or were spam are emptied`,
  },
  guessable: (count) =>
    `${count} of these records were written by an earlier version, without anything random in their hashes: whoever has the whole database and guesses what they said could confirm it. The operations manual says more.`,
  work: (what) => `Open tickets are still theirs: ${what}. Hand them over first.`,
  memberStays: [
    'Tickets, work and ratings, under a name that stands for nobody',
    'Whatever the words and pictures of tickets say and show',
    'Messages in chats, lists that were exported, and older backups',
  ],
  reporterGoes: [
    'Every telephone number that this person left',
    'Reports that wait: words and pictures',
    'The link to their phone, which is a new guest next time',
  ],
  reporterStays: [
    'Reports that became tickets: words, pictures and work, under a name that stands for nobody',
    'Messages in chats, lists that were exported, and older backups',
  ],
  reason: 'Reason',
  reasonHint: 'It stays on record: no names and no numbers',
  reasons: ['Asked for by the person', 'Left or moved away', 'Entered by mistake'],
  confirm: (name) => `This cannot be undone. Type “${name}” to confirm`,
  directory: 'Somebody who is still in the corp’s contacts comes back as a new member; remove them there first.',
};
