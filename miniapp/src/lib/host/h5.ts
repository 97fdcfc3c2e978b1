// The phone as a browser: on its own, or inside WeCom and DingTalk. What it lacks is done by what it has: a file input for the
// camera, a map's web page for the map, copying for sharing.
import { insideOf } from '@paidan/shared/kernel/agent';
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

const KEPT = 'kept:';
const inDingtalk = insideOf(navigator.userAgent) === 'dingtalk';

export const host: Host = {
  kind: 'h5',
  can: {
    scan: 'BarcodeDetector' in window,
    voice: 'MediaRecorder' in window && navigator.mediaDevices !== undefined,
    subscribe: false,
    // Elsewhere copying is all there is.
    share: typeof navigator.share === 'function',
    pay: false,
    phoneNumber: false,
    wechatSignIn: false,
    // DingTalk's browser gives a code as its mini-programs do; WeCom's leads to a page of its own: lib/inside.
    hostSignIn: inDingtalk ? 'dingtalk' : null,
    settings: false,
    back: insideOf(navigator.userAgent) === null,
  },
  launch: () => {
    const { link: _, ...query } = queryOfLink(location.href);
    return { query: flatQuery(query) };
  },
  signInCode: (where) =>
    inDingtalk && where !== undefined ? dingtalkCode(where.corpId) : Promise.resolve(trouble('signIn', 'unsupported')),
  scan: scanPicture,
  choosePhotos: async (most, from) => {
    const files = await pickFiles({ most, accept: 'image/*', camera: from === 'camera' });
    if (files.length === 0) return trouble('camera', 'cancelled');
    const photos: Photo[] = [];
    for (const file of files.slice(0, most)) {
      const small = await shrink(file);
      const name = file.name || 'photo.jpg';
      if (small.ok) photos.push({ path: offer(small.value), bytes: small.value.size, name });
      else photos.push({ path: '', bytes: 0, name, wrong: small.refusal });
    }
    const [wrong] = photos.every((photo) => photo.wrong) ? photos.map((photo) => photo.wrong) : [];
    return wrong ? no(wrong) : ok(photos);
  },
  stamp: async (photo, lines) => {
    const drawn = await attempt('camera', async () => stampBlob(await blobAt(photo.path), lines));
    if (!drawn.ok) return drawn;
    if (drawn.value === null) return trouble('camera', 'unsupported');
    withdraw(photo.path);
    return ok({ ...photo, path: offer(drawn.value), bytes: drawn.value.size });
  },
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
  share: async ({ title, url }) => {
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
  // Fetched with what else lies over pages (lib/cover), which no first screen waits for.
  previewPhotos: (paths, current) =>
    void import(/* webpackChunkName: "cover" */ './viewer').then(
      ({ viewPictures }) => viewPictures(paths, current),
      () => {},
    ),
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

/** A browser that only calls itself DingTalk's never answers. */
async function dingtalkCode(corpId: string): ReturnType<Host['signInCode']> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE_MS));
  return attempt('signIn', async () =>
    Promise.race([(await import(/* webpackChunkName: "dingtalk" */ './dingtalkPage')).authCode(corpId), late]),
  );
}
const PATIENCE_MS = 6000;

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

async function upload({ url, path, fileName, header, fields }: UploadOrder): Promise<UploadReply | null> {
  try {
    const form = new FormData();
    for (const name of Object.keys(fields)) form.append(name, fields[name] ?? '');
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
