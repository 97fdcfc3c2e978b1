import { useMemo } from 'react';
import { renderSVG } from 'uqr';
import { cn } from '../../lib/cn';
import { useMe } from '../../lib/me';
import { useText } from '../../text/useText';
import { Mark } from '../../ui/Mark';
import type { Label, Size } from './labels';

/** Ink on paper, in the dark theme, too. */
export function LabelSheet({ labels, size }: { labels: readonly Label[]; size: Size }) {
  return (
    <div className={cn('label-sheet', `label-sheet-${size}`)}>
      {labels.map((label) => (
        <LabelView key={label.id} label={label} />
      ))}
    </div>
  );
}

function LabelView({ label }: { label: Label }) {
  const text = useText().records.label;
  const { tenant } = useMe();
  const svg = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(label.link, { border: 0, ecc: 'M' }))}`,
    [label.link],
  );
  return (
    <article className="label">
      <header>
        <Mark className="label-mark" />
        <span>{tenant.name}</span>
      </header>
      <img src={svg} alt={text.qrOf(label.name)} data-link={label.link} />
      <p className="label-scan">{text.scan}</p>
      <h2>{label.name}</h2>
      {label.path && <p className="label-path">{label.path}</p>}
      <p className="label-code">{label.code}</p>
    </article>
  );
}
