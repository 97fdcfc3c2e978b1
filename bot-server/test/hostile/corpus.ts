// Texts that would run if anything took them for markup, a template or an address. Whatever runs calls `hit`.

/** Short ones, since names are. */
export const PAYLOADS: readonly string[] = [
  '<script>hit(1)</script>',
  '<img src=x onerror=hit(2)>',
  '"><svg/onload=hit(3)>',
  "'autofocus onfocus='hit(4)' x='",
  '</textarea></title><img src=x onerror=hit(5)>',
  '<iframe srcdoc="<script>parent.hit(6)</script>">',
  '<details open ontoggle=hit(7)>x</details>',
  '<a href="javascript:hit(8)">点这里</a>',
  '[点](javascript:hit(9))',
  'javascript:hit(10)//',
  "{{constructor.constructor('hit(11)')()}}",
  '&lt;img src=x onerror=hit(12)&gt;',
  '\\u003cimg src=x onerror=hit(13)\\u003e',
  '<!--<img src="--><img src=x onerror=hit(14)//">',
  '<link rel=stylesheet href=//evil.test/15>',
  '<style>*{background:url(//evil.test/16)}</style>',
  '<base href=//evil.test/17>',
  '<meta http-equiv=refresh content="0;url=//evil.test/18">',
];

/** One after the other, for whatever asks next; cut so that it fits. */
export function makeRotation(): (most?: number) => string {
  let next = 0;
  return (most = 80) => {
    for (let tried = 0; tried < PAYLOADS.length; tried++) {
      const payload = PAYLOADS[next++ % PAYLOADS.length] as string;
      if (payload.length <= most) return payload;
    }
    throw new Error(`no payload of ${most} characters`);
  };
}

/** Every text that people read of a template, in both languages, replaced. */
export function poisoned<T>(value: T, next: (most?: number) => string): T {
  if (Array.isArray(value)) return value.map((member) => poisoned(member, next)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if ('zh' in value && 'en' in value) return { zh: next(), en: next() } as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, poisoned(member, next)])) as T;
}
