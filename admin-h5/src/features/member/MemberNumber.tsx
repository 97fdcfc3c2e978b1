import { mayCallMember } from '@paidan/shared/rules/disclosure/disclosure';
import { useMe } from '../../lib/me';
import { useCommand } from '../../lib/useCommand';
import { useNumberText } from '../../text/number';
import { MaskedNumber } from '../../ui/MaskedNumber';
import type { Member } from './member';

export function MemberNumber({ member }: { member: Member }) {
  const text = useNumberText();
  const me = useMe().member;
  const { send, busy, refusal } = useCommand('member.phone');
  if (member.phone === null) return null;
  const may = mayCallMember({ kind: 'member', ...me }) === null;
  const show = (reason: string) => send({ id: member.id, reason });
  return (
    <MaskedNumber
      mask={member.phone}
      who={member.name}
      reasons={text.memberReasons}
      show={may ? { send: show, busy, refusal } : null}
    />
  );
}
