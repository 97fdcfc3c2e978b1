// Who may take over: any member for those who may see them all, otherwise the first ticket's own candidates.
import type { TicketId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';
import { useMay } from '../../lib/me';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Select } from '../../ui/Input';
import { MemberPicker, type Picked } from '../../ui/MemberPicker';

type Props = {
  readonly ticketId: TicketId | undefined;
  readonly without: string;
  readonly value: Picked | null;
  readonly onChange: (member: Picked | null) => void;
};

export function Successor({ ticketId, without, value, onChange }: Props) {
  const { common } = useText();
  const text = useChannelText().handover;
  const mayRead = useMay('member.read');
  const { data } = useQuery({
    queryKey: ['candidates', ticketId],
    queryFn: ({ signal }) => ask('ticket.candidates', { ticketId: ticketId as TicketId }, signal),
    enabled: !mayRead && ticketId !== undefined,
  });
  if (mayRead)
    return <MemberPicker name={text.successor} search={text.searchPeople} without={without} {...{ value, onChange }} />;
  const people = data?.members.filter(({ id }) => id !== without) ?? [];
  return (
    <Select
      aria-label={text.successor}
      value={value?.id ?? ''}
      onChange={(event) => onChange(people.find(({ id }) => id === event.target.value) ?? null)}
    >
      <option value="">{people.length === 0 && data ? text.noPeople : common.choose}</option>
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
