/** Read at 360 pixels as at a desk, by day and by night; every pair of colours has a contrast of at least 4.5. */
export const REFERENCE_STYLE = `
:root {
  color-scheme: light dark;
  --ink: #14201f; --soft: #47565a; --paper: #f4f5f2; --card: #fff; --line: #d5dad6; --deep: #0b3d4f; --code: #eef1ef;
  --get: #0b5a3e; --change: #7a3d00; --delete: #9b1c1c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eef2f0; --soft: #b4c1c0; --paper: #10181a; --card: #1a2427; --line: #33413f; --deep: #8fd3e8; --code: #0c1315;
    --get: #7ddcb3; --change: #f2b56b; --delete: #ff9d9d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--deep); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px 12px; z-index: 1; }
.top { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; padding: 12px 16px; border-bottom: 1px solid var(--line); background: var(--card); }
.top .home { font-weight: 700; font-size: 18px; text-decoration: none; padding: 8px 0; }
.search { display: flex; gap: 8px; flex: 1 1 240px; max-width: 34rem; }
.search input, .search button { font: inherit; min-height: 44px; border-radius: 8px; border: 1px solid var(--soft); background: var(--paper); color: var(--ink); padding: 6px 12px; }
.search input { flex: 1; min-width: 0; }
.search button { background: var(--deep); color: var(--card); border-color: var(--deep); font-weight: 600; }
.frame { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 90rem; margin: 0 auto; }
.areas { padding: 8px 16px; border-bottom: 1px solid var(--line); }
.areas.wide { display: none; }
.areas summary { padding: 10px 0; font-weight: 600; cursor: pointer; }
.areas ul { list-style: none; margin: 0; padding: 0; columns: 2; column-gap: 16px; }
.areas li { break-inside: avoid; }
.areas a { display: block; padding: 8px 0; text-decoration: none; overflow-wrap: anywhere; }
.areas a[aria-current] { font-weight: 700; text-decoration: underline; }
main { padding: 20px 16px 64px; min-width: 0; overflow-wrap: anywhere; }
h1 { font-size: 27px; line-height: 1.2; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 21px; line-height: 1.3; margin: 32px 0 8px; }
h3 { font-size: 16px; margin: 20px 0 6px; }
p { margin: 0 0 12px; max-width: 70ch; }
.entry { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; margin: 20px 0; }
.entry h2 { margin: 0 0 4px; font-size: 19px; overflow-wrap: anywhere; }
.call { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; margin: 0 0 8px; font-family: ui-monospace, monospace; font-size: 15px; overflow-wrap: anywhere; }
.method { font-weight: 700; color: var(--change); text-transform: uppercase; }
.method.get { color: var(--get); }
.method.delete { color: var(--delete); }
.who, .about, .optional, .limit, .kind { color: var(--soft); }
.optional, .limit, .kind { font-size: 14px; }
.about { display: block; font-size: 14.5px; max-width: 70ch; }
code, pre { font-family: ui-monospace, monospace; font-size: 14px; }
code { overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 12px; margin: 6px 0 12px; overflow-x: auto; tab-size: 2; }
.name { font-weight: 600; }
.parts { list-style: none; margin: 4px 0 8px; padding: 0 0 0 12px; border-left: 2px solid var(--line); }
.parts li { padding: 4px 0; }
details > summary { cursor: pointer; padding: 8px 0; }
.entry details > summary { font-weight: 600; }
.parts details > summary { font-weight: 400; color: var(--deep); padding: 6px 0; font-size: 14px; }
.index { list-style: none; margin: 0 0 8px; padding: 0; }
.index li { padding: 6px 0; border-top: 1px solid var(--line); }
.index a { text-decoration: none; display: block; }
.index a:hover .words, .index a:focus .words { text-decoration: underline; }
.index .call { margin: 0; font-size: 14px; }
.index .words { color: var(--ink); }
dl { margin: 0; }
dt { font-weight: 600; margin-top: 10px; overflow-wrap: anywhere; }
dd { margin: 0 0 6px; }
@media (min-width: 960px) {
  .frame { grid-template-columns: 240px minmax(0, 1fr); }
  .areas.narrow { display: none; }
  .areas.wide { display: block; }
  .areas { border-bottom: 0; border-right: 1px solid var(--line); position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; }
  .areas ul { columns: 1; }
  .areas a { padding: 5px 0; }
  main { padding: 28px 32px 64px; }
}
`
