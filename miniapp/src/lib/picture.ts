// A picture on the server, for <Image src>: fetched with the session, as no <Image> can carry a token. Each once.
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { headers } from './call';
import { LOCAL } from './outbasket/basket';
import { photoPath } from './outbasket/pictures';
import { serverBase } from './server';

export type Size = 'thumb' | 'full';

export type Picture = {
  /** Empty until it is ready. */
  readonly src: string;
  readonly state: 'loading' | 'ready' | 'lost';
};
const LOADING: Picture = { src: '', state: 'loading' };

/** `id`: a file's, or a `local:…` that is still on this device. */
export function usePicture(id: string, size: Size = 'thumb'): Picture {
  const [picture, setPicture] = useState(LOADING);
  useEffect(() => {
    let here = true;
    setPicture(LOADING);
    void pictureOf(id, size).then((src) => {
      if (here) setPicture(src === null ? { src: '', state: 'lost' } : { src, state: 'ready' });
    });
    return () => {
      here = false;
    };
  }, [id, size]);
  return picture;
}

/** Null when it cannot be had. */
export function pictureOf(id: string, size: Size): Promise<string | null> {
  if (id.indexOf(LOCAL) === 0) return photoPath(id);
  const key = `${id}.${size}`;
  const known = fetched.get(key);
  if (known) return known;
  const fresh = fetchPicture(id, size).then((found) => {
    if (found === null) fetched.delete(key);
    return found;
  });
  fetched.set(key, fresh);
  return fresh;
}
const fetched = new Map<string, Promise<string | null>>();

/** DingTalk says `filePath` and no number: what is not 200 fails there (document "downloadFile"). */
type Downloaded = { readonly statusCode?: number; readonly tempFilePath?: string; readonly filePath?: string };

async function fetchPicture(id: string, size: Size): Promise<string | null> {
  const base = serverBase();
  if (base === null) return null;
  const url = `${base}/api/files/${id}${size === 'thumb' ? '?size=thumb' : ''}`;
  try {
    if (process.env.TARO_ENV === 'h5') {
      const reply = await fetch(url, { headers: headers() });
      return reply.ok ? URL.createObjectURL(await reply.blob()) : null;
    }
    const reply: Downloaded = await Taro.downloadFile({ url, header: headers() });
    return (reply.statusCode ?? 200) === 200 ? reply.tempFilePath || reply.filePath || null : null;
  } catch {
    return null;
  }
}
