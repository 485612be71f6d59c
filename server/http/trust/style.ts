/** Read on a phone of 360 pixels as at a desk, by day and by night. */
export const TRUST_STYLE = `
:root { color-scheme: light dark; --ink: #14201f; --paper: #f4f5f2; --card: #fff; --line: #d5dad6; --deep: #0b3d4f; --on-deep: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef2f0; --paper: #10181a; --card: #1a2427; --line: #33413f; --deep: #8fd3e8; --on-deep: #06222c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 20px 16px 48px; }
h1 { font-size: 26px; line-height: 1.2; margin: 4px 0 12px; text-wrap: balance; }
h2 { font-size: 20px; margin: 0 0 8px; }
p { margin: 0 0 12px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; margin: 16px 0; }
section > :last-child { margin-bottom: 0; }
ol { margin: 0; padding-left: 1.5em; }
li { margin: 0 0 12px; }
li:last-child { margin-bottom: 0; }
.button {
  display: block; margin-top: 8px; padding: 13px 16px; border: 2px solid var(--deep); border-radius: 10px;
  color: var(--deep); font-weight: 600; text-align: center; text-decoration: none; overflow-wrap: anywhere;
}
.button.main { background: var(--deep); color: var(--on-deep); margin: 0 0 12px; }
.button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
.address { display: block; font-family: ui-monospace, monospace; font-size: 15px; overflow-wrap: anywhere; margin-top: 4px; }
.code { width: 148px; flex: none; background: #fff; padding: 6px; border-radius: 8px; }
.code svg { display: block; width: 100%; height: auto; }
.desk { display: flex; gap: 16px; align-items: center; }
.desk p { margin: 0; }
.fingerprint { font-family: ui-monospace, monospace; font-size: 15px; }
.fingerprint span { display: inline-block; }
code { font-size: .92em; }
@media (max-width: 480px) { .desk { flex-direction: column; align-items: flex-start; } }
`
