// Making or changing a site: what it is, inside which, and where on the map one must stand to be there.
import { SITE_KINDS, type SiteKind } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { changesOf } from '../../lib/changes';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { pointOf, SiteField, useSite } from '../../ui/field/SiteField';
import { Input, Select } from '../../ui/Input';
import { PointMap } from '../../ui/map/PointMap';
import { EditDialog } from '../../ui/record/EditDialog';
import type { Site } from './site';

type Props = { readonly site: Site | null; readonly inside: Site | null; readonly onClose: () => void };
/** Metres. */
const USUAL_RADIUS = 200;
const LEAST_RADIUS = 10;

export function SiteDialog({ site, inside, onClose }: Props) {
  const all = useText().records;
  const text = all.site;
  const { siteKinds } = useWords();
  const [code, setCode] = useState('');
  const [body, setBody] = useState({
    name: site?.name ?? '',
    kind: site?.kind ?? kindInside(inside),
    parentId: site ? site.parentId : (inside?.id ?? null),
    lat: site?.lat ?? null,
    lng: site?.lng ?? null,
    radius: site?.radius ?? null,
  });
  const parent = useSite(body.parentId);
  const create = useRecord('site.create');
  const change = useRecord('site.change');
  const { busy, refusal } = site ? change : create;
  const point = body.lat !== null && body.lng !== null ? { lat: body.lat, lng: body.lng } : null;
  const ready =
    body.name.trim() !== '' &&
    (site !== null || code.trim() !== '') &&
    (body.radius === null || body.radius >= LEAST_RADIUS);
  const save = async () => {
    const sent = { ...body, name: body.name.trim() };
    const done = site
      ? await change.save({ id: site.id, version: site.version, change: changesOf(site, sent) })
      : await create.save({ ...sent, code: code.trim() });
    if (done) onClose();
  };
  return (
    <EditDialog title={site ? text.edit : text.add} {...{ busy, refusal, ready, onClose }} onSave={() => void save()}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field of="name" label={all.name} required>
          <Input
            value={body.name}
            maxLength={LIMITS.name}
            onChange={(event) => setBody({ ...body, name: event.target.value })}
          />
        </Field>
        <Field of="kind" label={text.kind}>
          <Select value={body.kind} onChange={(event) => setBody({ ...body, kind: event.target.value as SiteKind })}>
            {SITE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {siteKinds[kind]}
              </option>
            ))}
          </Select>
        </Field>
        <Field of="code" label={all.code} hint={site ? undefined : text.codeHint} required={!site}>
          <Input
            value={site?.code ?? code}
            disabled={site !== null}
            maxLength={LIMITS.code}
            autoCapitalize="none"
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
        <Field of="parentId" label={text.parent} group>
          <SiteField
            value={body.parentId ?? ''}
            onChange={(id) => setBody({ ...body, parentId: (id || null) as Site['parentId'] })}
          />
        </Field>
      </div>
      <Field label={text.point} hint={text.pointHint} group>
        <PointMap
          points={point ? [{ ...point, kind: 'site', name: body.name }] : []}
          near={pointOf(parent.data)}
          fence={point && body.radius ? { ...point, radius: body.radius } : undefined}
          onPick={(picked) => setBody({ ...body, ...picked, radius: body.radius ?? USUAL_RADIUS })}
        />
      </Field>
      {point && (
        <div className="flex flex-wrap items-end gap-4">
          <Field of="radius" label={text.radius} className="w-[140px]">
            <Input
              inputMode="numeric"
              value={body.radius ?? ''}
              onChange={(event) =>
                setBody({
                  ...body,
                  radius: Number.parseInt(event.target.value.replace(/\D/g, '').slice(0, 5), 10) || null,
                })
              }
            />
          </Field>
          <Coordinate
            name={all.historyFields.lat}
            value={point.lat}
            onChange={(lat) => setBody({ ...body, lat })}
            limit={90}
          />
          <Coordinate
            name={all.historyFields.lng}
            value={point.lng}
            onChange={(lng) => setBody({ ...body, lng })}
            limit={180}
          />
          <Button look="quiet" size="sm" onClick={() => setBody({ ...body, lat: null, lng: null, radius: null })}>
            {text.clearPoint}
          </Button>
        </div>
      )}
    </EditDialog>
  );
}

/** The keyboard's way to a point. Kept as typed until it is a number. */
function Coordinate({
  name,
  value,
  limit,
  onChange,
}: {
  name: string;
  value: number;
  limit: number;
  onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={name} className="w-[110px]">
      <Input
        inputMode="decimal"
        value={typed ?? String(value)}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = Number(event.target.value);
          if (event.target.value.trim() !== '' && Math.abs(next) <= limit) onChange(next);
        }}
      />
    </Field>
  );
}

/** What usually stands inside a site of that kind. */
function kindInside(site: Site | null): SiteKind {
  if (site === null) return 'campus';
  const inner: Readonly<Record<SiteKind, SiteKind>> = {
    campus: 'building',
    building: 'floor',
    unit: 'floor',
    floor: 'room',
    room: 'area',
    area: 'area',
  };
  return inner[site.kind];
}
