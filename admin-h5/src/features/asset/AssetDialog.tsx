import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { changesOf } from '../../lib/changes';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { Field } from '../../ui/Field';
import { SiteField } from '../../ui/field/SiteField';
import { Input } from '../../ui/Input';
import { EditDialog } from '../../ui/record/EditDialog';
import type { Asset } from './asset';

const LINES = ['category', 'model', 'serial'] as const;

export function AssetDialog({ asset, onClose }: { asset: Asset | null; onClose: () => void }) {
  const all = useText().records;
  const text = all.asset;
  const [body, setBody] = useState({
    name: asset?.name ?? '',
    code: asset?.code ?? '',
    siteId: asset?.siteId ?? null,
    category: asset?.category ?? '',
    model: asset?.model ?? '',
    serial: asset?.serial ?? '',
  });
  const create = useRecord('asset.create');
  const change = useRecord('asset.change');
  const { busy, refusal } = asset ? change : create;
  const save = async () => {
    const sent = {
      name: body.name.trim(),
      code: body.code.trim(),
      siteId: body.siteId,
      category: body.category.trim() || null,
      model: body.model.trim() || null,
      serial: body.serial.trim() || null,
    };
    const done = asset
      ? await change.save({ id: asset.id, version: asset.version, change: changesOf(asset, sent) })
      : await create.save(sent);
    if (done) onClose();
  };
  return (
    <EditDialog
      title={asset ? text.edit : text.add}
      {...{ busy, refusal, onClose }}
      ready={body.name.trim() !== '' && body.code.trim() !== ''}
      onSave={() => void save()}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field of="name" label={all.name} required>
          <Input
            value={body.name}
            maxLength={LIMITS.name}
            onChange={(event) => setBody({ ...body, name: event.target.value })}
          />
        </Field>
        <Field of="code" label={all.code} required>
          <Input
            value={body.code}
            maxLength={LIMITS.code}
            autoCapitalize="none"
            onChange={(event) => setBody({ ...body, code: event.target.value })}
          />
        </Field>
        <Field of="siteId" label={text.site} group className="sm:col-span-2">
          <SiteField
            value={body.siteId ?? ''}
            onChange={(id) => setBody({ ...body, siteId: (id || null) as Asset['siteId'] })}
          />
        </Field>
        {LINES.map((key) => (
          <Field key={key} of={key} label={text[key]}>
            <Input
              value={body[key]}
              maxLength={LIMITS.name}
              onChange={(event) => setBody({ ...body, [key]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </EditDialog>
  );
}
