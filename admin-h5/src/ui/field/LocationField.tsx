// A place: from the device, or picked on the map.

import { LIMITS } from '@paidan/shared/limits';
import { LocateFixed, MapPin } from 'lucide-react';
import { useState } from 'react';
import { locateMe } from '../../lib/locateMe';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import { Input } from '../Input';
import { PointMap } from '../map/PointMap';
import type { ControlProps } from './control';
import { pointOf, useSite } from './SiteField';
import { placeIn, textIn } from './values';

export function LocationControl({ value, onChange, form }: ControlProps) {
  const text = useText();
  const place = placeIn(value);
  // The map of a place not chosen yet opens at the form's site.
  const siteField = form.fields.find(({ type }) => type === 'site');
  const site = useSite(siteField && textIn(form.values[siteField.key]));
  const [state, setState] = useState<'idle' | 'locating' | 'failed'>('idle');
  const [map, setMap] = useState(false);
  const locate = async () => {
    setState('locating');
    const here = await locateMe();
    setState(here ? 'idle' : 'failed');
    if (here) onChange({ ...place, ...here });
    else setMap(true);
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" busy={state === 'locating'} onClick={() => void locate()}>
          {state !== 'locating' && <LocateFixed className="h-4 w-4" aria-hidden="true" />}
          {state === 'locating' ? text.fields.locating : text.fields.locate}
        </Button>
        <Button size="sm" look="quiet" aria-expanded={map} onClick={() => setMap(!map)}>
          <MapPin className="h-4 w-4" aria-hidden="true" />
          {text.fields.mapOpen}
        </Button>
        <span className="text-xs text-ink-2">{place ? coordinates(place) : text.fields.noPoint}</span>
      </div>
      {state === 'failed' && <p className="text-xs text-danger">{text.fields.locateFailed}</p>}
      {(map || place) && (
        <PointMap
          near={pointOf(site.data)}
          points={place ? [{ ...place, kind: 'pick', name: text.fields.noPoint }] : []}
          onPick={(point) => onChange({ ...point, ...(place?.address && { address: place.address }) })}
        />
      )}
      {place && (
        <Input
          aria-label={text.fields.address}
          placeholder={text.fields.address}
          maxLength={LIMITS.address}
          value={place.address ?? ''}
          onChange={(event) => onChange({ ...place, address: event.target.value })}
        />
      )}
    </div>
  );
}

export const coordinates = ({ lat, lng }: { lat: number; lng: number }): string =>
  `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
