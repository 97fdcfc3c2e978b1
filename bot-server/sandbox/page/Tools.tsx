// What else there is on the bench: people, faults, traffic.
import type { ReactNode } from 'react';
import { Fault, People, Traffic } from './icons';
import { useWords } from './setting';

export type Side = 'people' | 'faults' | 'more' | null;
type Props = {
  readonly side: Side;
  readonly log: boolean;
  readonly faults: number;
  readonly onSide: (side: Side) => void;
  readonly onLog: () => void;
};

export function Tools({ side, log, faults, onSide, onLog }: Props) {
  const words = useWords();
  const turn = (one: Side) => onSide(side === one ? null : one);
  return (
    <div className="tools">
      <Tool on={side === 'people'} onTurn={() => turn('people')} icon={<People size={16} />} name={words.people} />
      <Tool
        on={side === 'faults'}
        onTurn={() => turn('faults')}
        icon={<Fault size={16} />}
        name={words.faults}
        count={faults}
      />
      <Tool on={log} onTurn={onLog} icon={<Traffic size={16} />} name={words.log} />
    </div>
  );
}

type ToolProps = {
  readonly on: boolean;
  readonly onTurn: () => void;
  readonly icon: ReactNode;
  readonly name: string;
  readonly count?: number;
};
function Tool({ on, onTurn, icon, name, count = 0 }: ToolProps) {
  return (
    <button type="button" className="tool" aria-expanded={on} onClick={onTurn}>
      {icon}
      {name}
      {count > 0 && <span className="badge">{count}</span>}
    </button>
  );
}
