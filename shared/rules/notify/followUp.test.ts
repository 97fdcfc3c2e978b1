import { NOTICE_KINDS, type NoticeKind } from '../../kinds';
import { FOLLOW_UPS, isFollowUp, standAlone } from './followUp';
import { DEFAULTS } from './preference';

test('of what a group hears, these follow what it was told of; where it hears of no new tickets, they stand alone', () => {
  expect(NOTICE_KINDS.filter(isFollowUp).sort()).toEqual([...FOLLOW_UPS].sort());
  expect(standAlone(DEFAULTS.groups)).toBe(false);
  const cases: readonly (readonly [readonly NoticeKind[], boolean])[] = [
    [[...FOLLOW_UPS], true],
    [[...FOLLOW_UPS, 'overdue', 'urged', 'commented'], true],
    [[...FOLLOW_UPS, 'created'], false],
    [[...FOLLOW_UPS, 'offered'], false],
  ];
  for (const [groups, alone] of cases) expect([groups, standAlone(groups)]).toEqual([groups, alone]);
});
