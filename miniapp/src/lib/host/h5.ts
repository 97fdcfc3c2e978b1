// The phone as a browser: on its own, or inside WeCom and DingTalk. What it lacks is done by what it has: a file input for the
// camera, a map's web page for the map, copying for sharing.
import { no, ok } from '@paidan/shared/kernel/result';
import { dropBlob, keepBlob, keptBlob, offer, offeredBlob, withdraw } from './blobs';
import { attempt, storage } from './every';
import { trouble } from './fail';
import { toMap } from './gcj';
import { pickFiles } from './pick';
import type { Host, Photo, UploadOrder, UploadReply } from './port';
import { flatQuery, queryOfLink } from './query';
import { scanPicture } from './scan';
import { shrink, stampBlob } from './shrink';
import { play, record } from './soundH5';
import { viewPictures } from './viewer';

const KEPT = 'kept:';

export const host: Host = {
  kind: 'h5',
  can: {
    scan: 'BarcodeDetector' in window,
    voice: 'MediaRecorder' in window && navigator.mediaDevices !== undefined,
    subscribe: false,
    share: true,
    pay: false,
    phoneNumber: false,
    stamp: true,
    wechatSignIn: false,
    // By a page of the platform's own, which a browser is sent to: lib/inside.
    hostSignIn: null,
    settings: false,
  },
  launch: () => {
    const { link: _, ...query } = queryOfLink(location.href);
    return { query: flatQuery(query) };
  },
  signInCode: () => Promise.resolve(trouble('signIn', 'unsupported')),
  scan: scanPicture,
  choosePhotos: async (most, from) => {
    const files = await pickFiles({ most, accept: 'image/*', camera: from === 'camera' });
    if (files.length === 0) return trouble('camera', 'cancelled');
    const photos: Photo[] = [];
    for (const file of files.slice(0, most)) {
      const small = await shrink(file);
      if (!small.ok) return small;
      photos.push({ path: offer(small.value), bytes: small.value.size, name: file.name || 'photo.jpg' });
    }
    return ok(photos);
  },
  stamp: (photo, lines) =>
    attempt('camera', async () => {
      const blob = await stampBlob(await blobAt(photo.path), lines);
      withdraw(photo.path);
      return { ...photo, path: offer(blob), bytes: blob.size };
    }),
  record: (how) => record(how, offer),
  play,
  place,
  call: (phone) =>
    attempt('call', () => {
      location.href = `tel:${phone.replace(/[^\d+*#,]/g, '')}`;
      return null;
    }),
  openMap: (to) =>
    attempt('map', () => {
      const { lat, lng } = toMap(to);
      const where = [lng.toFixed(6), lat.toFixed(6)].join(',');
      window.open(`https://uri.amap.com/marker?position=${where}&name=${encodeURIComponent(to.name)}`, '_blank');
      return null;
    }),
  pay: () => Promise.resolve(trouble('pay', 'unsupported')),
  subscribe: () => Promise.resolve(ok([])),
  share: async ({ title, path }) => {
    const url = `${location.origin}${location.pathname}#${path}`;
    if (typeof navigator.share !== 'function') return host.copy(url);
    return attempt('share', async () => {
      await navigator.share({ title, url });
      return null;
    });
  },
  copy: (text) =>
    attempt('share', async () => {
      if (navigator.clipboard) await navigator.clipboard.writeText(text);
      else copyByHand(text);
      return null;
    }),
  previewPhotos: viewPictures,
  openSettings: () => {},
  storage,
  files: {
    keep: (path) =>
      attempt('storage', async () => {
        if (path.startsWith(KEPT)) return path;
        const name = `${KEPT}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
        const blob = await blobAt(path);
        try {
          await keepBlob(name, blob);
          return name;
        } catch (error) {
          // A private window may keep nothing: the picture lives as long as the page does. A full disk is another matter.
          if ((error as { name?: unknown } | null)?.name === 'QuotaExceededError') throw error;
          return path;
        }
      }),
    show: async (kept) => {
      const blob = kept.startsWith(KEPT) ? await keptBlob(kept).catch(() => null) : null;
      return blob ? offer(blob) : kept;
    },
    drop: (kept) => {
      if (kept.startsWith(KEPT)) void dropBlob(kept).catch(() => {});
      else withdraw(kept);
    },
  },
  upload,
  network: {
    online: () => navigator.onLine !== false,
    watch: (hear) => {
      const [up, down] = [() => hear(true), () => hear(false)];
      window.addEventListener('online', up);
      window.addEventListener('offline', down);
      return () => {
        window.removeEventListener('online', up);
        window.removeEventListener('offline', down);
      };
    },
  },
  onPrivacyAsked: () => () => {},
};

/** On addresses without https, where browsers offer nothing better. */
function copyByHand(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  document.body.appendChild(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('not copied');
}

async function blobAt(path: string): Promise<Blob> {
  const kept = path.startsWith(KEPT) ? await keptBlob(path) : offeredBlob(path);
  if (kept === null) throw new Error('the picture is gone');
  return kept;
}

async function upload({ url, path, fileName, header }: UploadOrder): Promise<UploadReply | null> {
  try {
    const form = new FormData();
    form.append('file', await blobAt(path), fileName);
    const reply = await fetch(url, { method: 'POST', body: form, headers: { ...header } });
    return { status: reply.status, body: await reply.text() };
  } catch {
    return null;
  }
}

function place(): ReturnType<Host['place']> {
  if (!navigator.geolocation) return Promise.resolve(trouble('place', 'unsupported'));
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(ok({ lat: coords.latitude, lng: coords.longitude, accuracy: coords.accuracy })),
      ({ code, message }) => resolve(no({ matter: 'place', code: code === 1 ? 'denied' : 'off', detail: message })),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 0 },
    );
  });
}
