// Checking in on site: by the device's position or a point on the map; outside the fence, with a reason.
import { LIMITS } from '@paidan/shared/limits';
import { LocateFixed } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Here, locateMe } from '../../../lib/locateMe';
import { useText } from '../../../text/useText';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Textarea } from '../../../ui/Input';
import { PointMap } from '../../../ui/map/PointMap';
import type { MapPoint } from '../../../ui/map/points';
import { Notice } from '../../../ui/Notice';
import { ActDialog } from './ActDialog';
import type { ActionProps } from './props';
import { useAct } from './useAct';

type Position = Omit<Here, 'accuracy'> & { readonly accuracy?: number };

export function ArriveDialog({ answer: { ticket }, onClose }: ActionProps) {
  const text = useText();
  const words = text.ticket.dialog;
  const [position, setPosition] = useState<Position | null>(null);
  const [state, setState] = useState<'locating' | 'idle' | 'failed'>('locating');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState<Position | null>(null);
  const { act, busy, refusal: refused } = useAct('ticket.arrive');
  // A refusal speaks of the position that was sent; whoever has moved since tries afresh.
  const refusal = tried === position ? refused : null;
  const outside = refusal?.code === 'outside_fence' || refusal?.code === 'position_vague';

  const locate = async () => {
    setState('locating');
    const here = await locateMe();
    setState(here ? 'idle' : 'failed');
    if (here) setPosition(here);
  };
  // Asked once, when the dialog opens.
  useEffect(() => void locate(), []);

  const send = async () => {
    if (position === null) return;
    setTried(position);
    const override = outside && reason.trim() !== '' ? { override: reason.trim() } : {};
    if (await act({ ticketId: ticket.id, version: ticket.version, position, ...override })) onClose();
  };
  const points: MapPoint[] = [
    ...(ticket.fence ? [{ ...ticket.fence, kind: 'site' as const, name: text.ticket.mapSite }] : []),
    ...(position ? [{ ...position, kind: 'checkIn' as const, name: text.ticket.mapCheckIn }] : []),
  ];
  return (
    <ActDialog
      command="ticket.arrive"
      words={words.arriveWords}
      {...{ refusal, busy, onClose }}
      disabled={position === null || (outside && reason.trim() === '')}
      {...(outside && { send: words.overrideSend })}
      onSend={() => void send()}
    >
      {state === 'failed' && position === null && <Notice tone="warn">{words.locateFailed}</Notice>}
      <PointMap
        points={points}
        fence={ticket.fence ?? undefined}
        onPick={(point) => {
          setPosition(point);
          setState('idle');
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" busy={state === 'locating'} onClick={() => void locate()}>
          {state !== 'locating' && <LocateFixed className="h-4 w-4" aria-hidden="true" />}
          {state === 'locating' ? words.locating : words.locate}
        </Button>
        <span className="text-xs text-ink-2">
          {position === null
            ? words.pickPoint
            : position.accuracy !== undefined && text.fields.accuracy(position.accuracy)}
        </span>
      </div>
      {outside && (
        <Field label={words.overrideReason} hint={words.reasonHint} required>
          <Textarea
            rows={2}
            maxLength={LIMITS.reason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
    </ActDialog>
  );
}
