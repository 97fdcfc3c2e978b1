// Taking out for good what somebody without an account told.
import type { HeldView } from '@paidan/shared/contract/guest';
import type { OutputOf } from '@paidan/shared/contract/index';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../lib/useCommand';
import { useEraseText } from '../../text/erase';
import { EraseDialog, Told } from '../../ui/EraseDialog';

export function EraseReporter({ guest, onClose }: { guest: HeldView['guest']; onClose: () => void }) {
  const text = useEraseText();
  const client = useQueryClient();
  const [done, setDone] = useState<OutputOf<'reporter.erase'> | null>(null);
  const { send, busy, refusal } = useCommand('reporter.erase');
  const erase = async (reason: string) => {
    const answer = await send({ guestId: guest.id, reason });
    if (answer.ok) setDone(answer.value);
    void client.invalidateQueries({ queryKey: ['held'] });
  };
  const report = done && [
    text.done.reporters(done.reporters),
    text.done.numbers(done.numbers),
    text.done.reports(done.reports),
  ];
  return (
    <EraseDialog
      name={guest.name}
      goes={<Told title={text.gone} lines={text.reporterGoes} />}
      stays={text.reporterStays}
      {...{ busy, refusal, report, onClose }}
      onErase={(reason) => void erase(reason)}
    />
  );
}
