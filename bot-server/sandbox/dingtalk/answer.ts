// The two dialects in which DingTalk answers. The old servers: HTTP 200 and a number. The new ones: the HTTP status, and a word.
import { json, type Reply } from '../http';
import { randomName } from '../ids';

/** Of the old servers. */
export const told = (result: object): Reply => json({ errcode: 0, errmsg: 'ok', result, request_id: randomName(8) });
export const no = (errcode: number, errmsg: string): Reply => json({ errcode, errmsg, request_id: randomName(8) });

/** Of the new servers: a good answer is plain. */
export const refused = (status: number, code: string, message: string): Reply =>
  json({ code, message, requestid: randomName(12).toUpperCase() }, status);
export const denied = (code: string, message: string): Reply => refused(403, `Forbidden.AccessDenied.${code}`, message);
