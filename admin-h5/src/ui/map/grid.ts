// Graph paper: a grid drawn on the spot, so that a map needs nothing from outside.
import L from 'leaflet';

const CELLS = 4;

export function gridLayer(): L.GridLayer {
  const Paper = L.GridLayer.extend({ createTile: drawTile });
  return new (Paper as new (options: L.GridLayerOptions) => L.GridLayer)({ tileSize: 256, maxZoom: 20 });
}

function drawTile(): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = 256;
  tile.height = 256;
  const pen = tile.getContext('2d');
  if (!pen) return tile;
  pen.strokeStyle = getComputedStyle(document.documentElement)
    .getPropertyValue('--line')
    .trim()
    .replace(/^(.+)$/, 'rgb($1)');
  for (let line = 0; line < CELLS; line++) {
    const at = (line * 256) / CELLS + 0.5;
    pen.globalAlpha = line === 0 ? 1 : 0.5;
    pen.beginPath();
    pen.moveTo(at, 0);
    pen.lineTo(at, 256);
    pen.moveTo(0, at);
    pen.lineTo(256, at);
    pen.stroke();
  }
  return tile;
}
