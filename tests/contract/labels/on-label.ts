/** The symbols of a printed label, each as a camera is held to it. */
import { cropped, type Picture, readPicture } from './read-label.ts'
import type { PrintedLabel, PrintedPicture } from './zpl-printer.ts'

export const pictureOf = ({ width, height, dots }: PrintedLabel): Picture => ({
  width,
  height,
  grey: dots.map((dot) => (dot === 1 ? 0 : 255)),
})

/** Where a camera is held to read one symbol: a little around it, and no higher than its bars. */
function viewOf({ x, y, width, height }: PrintedPicture): PrintedPicture {
  const isSquare = width < height + 8
  const [beside, above] = isSquare ? [8, 8] : [Math.min(x, 60), -2]
  return { x: x - beside, y: y - above, width: width + 2 * beside, height: height + 2 * above }
}

function scaled({ x, y, width, height }: PrintedPicture, by: number): PrintedPicture {
  const [left, top] = [Math.round(x * by), Math.round(y * by)]
  return { x: left, y: top, width: Math.round((x + width) * by) - left, height: Math.round((y + height) * by) - top }
}

type Read = (picture: Picture) => Promise<string | undefined>

/** The texts of all symbols on a picture of a label, as its pictures stand in the ZPL. */
export async function textsOn(picture: Picture, places: readonly PrintedPicture[], by = 1, read: Read = readPicture) {
  const texts: (string | undefined)[] = []
  for (const place of places) texts.push(await read(cropped(picture, scaled(viewOf(place), by))))
  return texts
}
