import { flawsIn, keyIn, type MessageDraft, messagesOf, subscriptionsOf } from './messages';

const draft: MessageDraft = {
  topic: 'progress',
  on: true,
  templateId: 'Tq8c_progress_0001',
  keys: { title: 'thing1', status: 'phrase2' },
};

test.each([
  ['{{thing1.DATA}}', 'thing1'],
  ['工单标题 {{ character_string12.DATA }}', 'character_string12'],
  [' time3 ', 'time3'],
])('%j is %j', (typed, key) => expect(keyIn(typed)).toBe(key));

test.each([
  [draft, []],
  [{ ...draft, on: false, templateId: '', keys: {} }, []],
  [{ ...draft, templateId: 'short' }, ['templateId']],
  [{ ...draft, keys: {} }, ['none']],
  [
    { ...draft, keys: { title: '标题', no: 'thing' } },
    [
      { fact: 'title', twice: false },
      { fact: 'no', twice: false },
    ],
  ],
  [
    { ...draft, keys: { title: 'thing1', note: 'thing1' } },
    [
      { fact: 'title', twice: true },
      { fact: 'note', twice: true },
    ],
  ],
] as [MessageDraft, unknown[]][])('%j: %j', (tried, flaws) =>
  expect([...flawsIn(tried)].sort()).toEqual([...flaws].sort()),
);

test('what is off is not sent, what is empty is left out, and it comes back as it was', () => {
  const drafts = [
    { ...draft, keys: { ...draft.keys, note: '' } },
    { ...draft, topic: 'answer' as const, on: false },
  ];
  const sent = subscriptionsOf(drafts);
  expect(sent).toEqual([{ topic: 'progress', templateId: draft.templateId, keys: draft.keys }]);
  expect(messagesOf(sent)).toEqual([draft, { topic: 'answer', on: false, templateId: '', keys: {} }]);
});
