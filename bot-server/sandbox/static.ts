// The page's own files, and nothing else of the disk.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { empty, PAGE_HEADERS, page, type Reply } from './http';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json',
};
const NAME = /^[\w-]+(?:\.[\w-]+)*$/;
const NOT_BUILT =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>模拟环境</title><h1>页面还没有构建</h1><p>The page has not been built.</p></html>';

/** `name` empty is the page itself. */
export async function answerFile(dir: string, name: string): Promise<Reply> {
  const file = name === '' ? 'index.html' : name;
  const type = TYPES[path.extname(file)];
  if (!NAME.test(file) || type === undefined) return empty(404);
  try {
    return { status: 200, type, body: await readFile(path.join(dir, file)), headers: PAGE_HEADERS };
  } catch {
    return file === 'index.html' ? page(NOT_BUILT) : empty(404);
  }
}
