// The look of the two pages that the server makes itself: the door and the waiting page. Same colours as the console.
export const STYLE = `:root {
  --canvas: #f4f6f4; --surface: #fff; --line: #dde3e0; --ink: #141f1d; --ink-2: #495854; --ink-3: #606e6a;
  --accent: #0b6b66; --accent-strong: #075450; --accent-soft: #deefec; --accent-on: #fff; color-scheme: light dark;
  font: 16px/1.6 "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif;
}
:root:lang(en) { font-family: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0d1211; --surface: #131a19; --line: #293432; --ink: #e5ecea; --ink-2: #a8b6b2; --ink-3: #8d9c98;
    --accent: #56c1b6; --accent-strong: #7ad6cc; --accent-soft: #143835; --accent-on: #041e1c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--canvas); color: var(--ink); }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
header, main, footer { width: 100%; max-width: 960px; margin: 0 auto; padding: 0 24px; }
header { display: flex; align-items: center; gap: 10px; padding-top: 28px; font-weight: 600; }
header svg { width: 30px; height: 30px; flex: none; }
header a { margin-left: auto; font-weight: 400; font-size: 14px; padding: 10px 4px; }
main { flex: 1; padding-top: clamp(32px, 9vh, 96px); padding-bottom: 48px; }
h1 { margin: 0 0 10px; font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.6rem); line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
main > p { margin: 0 0 36px; max-width: 40em; color: var(--ink-2); }
.slips { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); padding: 0; margin: 0 0 40px; list-style: none; }
.slip { position: relative; display: block; height: 100%; padding: 22px 24px 22px 76px; min-height: 116px; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; color: inherit; text-decoration: none; }
.slip::before { content: ""; position: absolute; left: 54px; top: 14px; bottom: 14px; border-left: 2px dashed var(--line); }
.slip svg { position: absolute; left: 16px; top: 24px; width: 24px; height: 24px; color: var(--accent); }
.slip:hover { border-color: var(--accent); }
.slip strong { display: block; font-size: 1.125rem; font-weight: 600; }
.slip span { color: var(--ink-2); font-size: 0.9375rem; }
h2 { margin: 0 0 4px; font-size: 1rem; font-weight: 600; }
.people { margin: 0 0 36px; padding: 20px 24px; background: var(--accent-soft); border-radius: 12px; }
.people p { margin: 0 0 12px; color: var(--ink-2); font-size: 0.9375rem; }
.people dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 6px 24px; margin: 0; }
.people div { display: flex; gap: 10px; align-items: baseline; }
.people dt, code { font-family: ui-monospace, "SF Mono", Consolas, monospace; font-size: 0.9em; }
.people dd { margin: 0; color: var(--ink-2); font-size: 0.9375rem; }
nav a { display: inline-block; padding: 8px 0; margin-right: 24px; font-size: 0.9375rem; }
footer { padding-top: 16px; padding-bottom: 24px; color: var(--ink-3); font-size: 0.8125rem; }
progress { display: block; width: 100%; max-width: 420px; height: 8px; margin: 0 0 14px; border: 0; border-radius: 4px; background: var(--line); appearance: none; overflow: hidden; }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); transition: width 0.4s; }
progress::-moz-progress-bar { background: var(--accent); }
#line { min-height: 1.6em; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ink-3); font-family: ui-monospace, Consolas, monospace; font-size: 0.8125rem; }
@media (prefers-reduced-motion: reduce) { progress::-webkit-progress-value { transition: none; } }
`;
