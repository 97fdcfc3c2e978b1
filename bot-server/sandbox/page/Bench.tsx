// The phones side by side; a word where there are none.

import { MINUTE } from './clock';
import type { Device } from './devices';
import { GroupChat } from './GroupChat';
import type { State } from './model';
import { Phone } from './Phone';
import { Resident } from './Resident';
import { useWords } from './setting';
import { useNow } from './useNow';

type Props = {
  readonly state: State | null;
  readonly devices: readonly Device[];
  readonly empty: boolean;
  readonly onHide: ((id: string) => void) | null;
};

export function Bench({ state, devices, empty, onHide }: Props) {
  const words = useWords();
  const now = useNow(state?.offset ?? 0, MINUTE);
  if (state === null) return <main className="bench blank" aria-busy="true" />;
  if (devices.length === 0)
    return (
      <main className="bench blank">
        <h2>{empty ? words.noWorld : words.nobody}</h2>
        <p>{empty ? words.noWorldNext : words.nobodyNext}</p>
      </main>
    );
  return (
    <main className="bench">
      {devices.map((device) => (
        <OnBench key={device.id} device={device} state={state} now={now} onHide={onHide} />
      ))}
    </main>
  );
}

type OnBenchProps = Omit<Props, 'state' | 'devices' | 'empty'> & {
  readonly device: Device;
  readonly state: State;
  readonly now: number;
};
function OnBench({ device, state, now, onHide }: OnBenchProps) {
  const hide = onHide === null ? null : () => onHide(device.id);
  switch (device.kind) {
    case 'person':
      return <Phone device={device} state={state} now={now} onHide={hide} />;
    case 'group':
      return <GroupChat device={device} state={state} now={now} onHide={hide} />;
    case 'resident':
      return <Resident device={device} state={state} now={now} onHide={hide} />;
  }
}
