import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef } from 'react';
import { useText } from '../../text/useText';
import { gridLayer } from './grid';
import type { PointMapProps } from './points';
import './map.css';

/** Where an empty map opens: the middle of China, seen whole. */
const NOWHERE: L.LatLngTuple = [35.0, 105.0];
const CLOSE_ZOOM = 17;

export default function LeafletMap({ points, fence, near, onPick }: PointMapProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map>(undefined);
  const drawn = useRef<L.LayerGroup>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    if (!box.current) return;
    const made = L.map(box.current, {
      attributionControl: false,
      zoomControl: true,
      minZoom: 3,
      maxZoom: 20,
      zoomAnimation: false,
    });
    made.setView(NOWHERE, 4);
    gridLayer().addTo(made);
    L.control.scale({ imperial: false }).addTo(made);
    drawn.current = L.layerGroup().addTo(made);
    made.on('click', ({ latlng }) => pick.current?.(rounded(latlng)));
    // The keyboard's way: arrows move the map, Enter picks its middle.
    box.current.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || pick.current === undefined) return;
      event.preventDefault();
      pick.current(rounded(made.getCenter()));
    });
    map.current = made;
    return () => {
      made.remove();
    };
  }, []);

  const shape = JSON.stringify([points, fence]);
  // Drawn again when what is shown differs, not when the arrays do.
  useEffect(() => {
    const group = drawn.current;
    if (!map.current || !group) return;
    group.clearLayers();
    if (fence)
      L.circle([fence.lat, fence.lng], { radius: fence.radius, className: 'map-fence', interactive: false }).addTo(
        group,
      );
    for (const point of points) {
      const icon = L.divIcon({ className: `map-point map-point-${point.kind}`, iconSize: [16, 16] });
      L.marker([point.lat, point.lng], { icon, interactive: false, keyboard: false }).addTo(group);
    }
    frame(map.current, points, fence);
  }, [shape]);
  const nothing = points.length === 0 && fence === undefined;
  const [lat, lng] = [near?.lat, near?.lng];
  useEffect(() => {
    if (nothing && lat !== undefined && lng !== undefined) map.current?.setView([lat, lng], CLOSE_ZOOM);
  }, [nothing, lat, lng]);

  return (
    <div
      ref={box}
      role="application"
      aria-label={onPick ? text.fields.map : text.common.list(points.map(({ name }) => name))}
      className={onPick ? 'map-box map-box-pick' : 'map-box'}
    />
  );
}

/** Brings into view what is not; otherwise leaves the map as the person has moved it. */
function frame(map: L.Map, points: PointMapProps['points'], fence: PointMapProps['fence']) {
  const bounds = L.latLngBounds(points.map(({ lat, lng }) => [lat, lng]));
  if (fence) bounds.extend(L.latLng(fence.lat, fence.lng).toBounds(fence.radius * 2));
  if (!bounds.isValid()) return;
  if (map.getZoom() < 10 || !map.getBounds().contains(bounds))
    map.fitBounds(bounds, { maxZoom: CLOSE_ZOOM, padding: [24, 24] });
}

/** Six decimals are a tenth of a metre. */
const rounded = ({ lat, lng }: L.LatLng) => ({
  lat: Number(lat.toFixed(6)),
  lng: Number(L.Util.wrapNum(lng, [-180, 180], true).toFixed(6)),
});
