/** Draws a GS1-128 label as an image address. Only this symbology is bundled, in a chunk of its own. */
import { drawingSVG, gs1_128 } from 'bwip-js/browser'

export function drawLabel(text: string): string {
  const svg = gs1_128(
    {
      bcid: 'gs1-128',
      text,
      height: 16,
      includetext: true,
      paddingwidth: 10,
      paddingheight: 6,
      backgroundcolor: 'FFFFFF',
    },
    drawingSVG(),
  )
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
}
