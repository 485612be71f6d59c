/**
 * `--x` is the width of the narrowest bar. On paper 0.26 mm: the widest label then fits twice on A4 and Letter, and
 * hand scanners read it at arm's length. On a screen two whole pixels, so that no bar is blurred.
 */
export const SHEET_STYLE = `
  :root { --x: 2px; color: #111; background: #fff; font: 15px/1.35 system-ui, sans-serif; }
  body { margin: 24px; }
  h1 { font-size: 24px; margin: 0 0 4px; }
  h2 { font-size: 18px; margin: 28px 0 8px; padding-top: 8px; border-top: 1px solid #111; break-after: avoid; }
  .codes { display: flex; flex-wrap: wrap; gap: 16px 12px; align-items: flex-start; }
  figure { margin: 0; break-inside: avoid; width: min-content; min-width: 150px; }
  .quiet { padding: calc(4 * var(--x)) calc(10 * var(--x)); background: #fff; }
  .symbol { width: calc(var(--modules) * var(--x)); }
  .symbol svg { display: block; width: 100%; height: auto; }
  figcaption { padding: 0 calc(10 * var(--x)); font-weight: 600; text-wrap: pretty; }
  small { display: block; font-weight: 400; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
  @page { margin: 10mm; }
  @media print {
    :root { --x: 0.26mm; font-size: 9pt; }
    body { margin: 0; }
    .hint { display: none; }
    .codes { gap: 5mm 1mm; }
    figure { min-width: 36mm; }
  }
`
