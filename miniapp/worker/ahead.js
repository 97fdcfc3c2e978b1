// The first script of the page: the parts of the page that the address names are asked for at once, rather than when everything
// before them has come and run. `PARTS` is put before this file by config/shell.ts: per page, files as paths under /m/.
for (const file of PARTS[/pages\/([\w-]+)\//.exec(location.hash)?.[1]] ?? PARTS.today ?? []) {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = file.endsWith('.css') ? 'style' : 'script';
  link.href = `/m/${file}`;
  document.head.append(link);
}
