// The first script of the page: what the page that the address names will need is asked for at once, rather than when everything
// before it has come and run: its parts, and the answers of the server that its first screen shows. `PARTS` is put before this file
// by config/shell.ts: per page, files as paths under /m/. Whoever asks later takes the answers from here (src/lib/ahead.ts).
{
  // Opened by a code on a wall: from here on as if the report page had been opened, filled in.
  const [, org, kind, code] = /^\/q\/([^/]+)\/([sa])\/([^/]+)\/?$/.exec(location.pathname) ?? [];
  if (code !== undefined) {
    const query = new URLSearchParams({ org: decodeURIComponent(org), kind, code: decodeURIComponent(code) });
    history.replaceState(null, '', `/m/#/pages/report/index?${query}`);
  }
  const page = /pages\/([\w-]+)\//.exec(location.hash)?.[1] ?? 'today';
  for (const file of PARTS[page] ?? PARTS.today ?? []) {
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = file.endsWith('.css') ? 'style' : 'script';
    link.href = `/m/${file}`;
    document.head.append(link);
  }
  const session = kept('session');
  if (session && !session.guest) {
    const said = { token: session.token, at: Date.now(), answers: {}, here: {} };
    for (const [name, input] of questions(page, session)) {
      const question = `${name} ${JSON.stringify(input)}`;
      said.answers[question] = ask(name, input, session.token).then((answer) => {
        if (answer) said.here[question] = answer.body;
        return answer;
      });
    }
    window.saidAhead = said;
  }

  /** As the pages themselves will ask, letter for letter. */
  function questions(page, { tenant }) {
    if (page === 'today') return [['work.list', { limit: 20 }]];
    if (page !== 'report') return [];
    const templates = ['template.list', { limit: 12, whole: true }];
    const code = new URLSearchParams(location.hash.split('?')[1] ?? '');
    const kind = { s: 'site', a: 'asset' }[code.get('kind')];
    const here = kind !== undefined && code.get('code') !== null && code.get('org') === tenant?.code;
    return here ? [templates, [`${kind}.list`, { text: code.get('code'), retired: true, limit: 100 }]] : [templates];
  }

  /** Only a good answer counts: all else is asked again by whoever can say what is wrong. */
  async function ask(name, input, token) {
    try {
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Paidan-Channel': 'miniapp',
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(input),
      });
      const now = response.headers.get('X-Paidan-Now');
      return response.ok ? { body: await response.json(), header: { 'x-paidan-now': now } } : null;
    } catch {
      return null;
    }
  }

  /** As Taro keeps it. */
  function kept(key) {
    try {
      return JSON.parse(localStorage.getItem(key))?.data;
    } catch {
      return null;
    }
  }
}
