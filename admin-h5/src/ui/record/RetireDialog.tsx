// Retiring names what it touches before it is done.
import type { RecordKind } from '@paidan/shared/model/records';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';

type Props = {
  readonly kind: RecordKind;
  readonly record: { readonly id: string; readonly version: number };
  readonly name: string;
  readonly onClose: () => void;
};

export function RetireDialog({ kind, record, name, onClose }: Props) {
  const text = useText();
  const { retireMember, retireSite, retireAsset, retireOther } = text.records;
  const touched = {
    member: retireMember,
    site: retireSite,
    asset: retireAsset,
    department: retireOther,
    role: retireOther,
  }[kind];
  const { save, busy, refusal } = useRecord(`${kind}.retire`);
  const retire = async () => {
    if (await save({ id: record.id as never, version: record.version })) onClose();
  };
  return (
    <Dialog
      title={text.records.retireTitle(name)}
      size="sm"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button look="danger" busy={busy} onClick={() => void retire()}>
            {text.records.retire}
          </Button>
        </>
      }
    >
      {refusal && (
        <Notice tone="danger" className="mb-3">
          {refusal.message}
        </Notice>
      )}
      <p className="pb-4 text-ink-2">{touched}</p>
    </Dialog>
  );
}
