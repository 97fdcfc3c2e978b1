// Retiring names what it touches before it is done.
import type { RecordKind } from '@paidan/shared/model/records';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { ConfirmDialog } from '../ConfirmDialog';

type Props = {
  readonly kind: RecordKind;
  readonly record: { readonly id: string; readonly version: number };
  readonly name: string;
  readonly onClose: () => void;
};

export function RetireDialog({ kind, record, name, onClose }: Props) {
  const text = useText().records;
  const { retireMember, retireSite, retireAsset, retireOther } = text;
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
    <ConfirmDialog
      title={text.retireTitle(name)}
      words={touched}
      confirm={text.retire}
      {...{ busy, refusal, onClose }}
      onConfirm={() => void retire()}
    />
  );
}
