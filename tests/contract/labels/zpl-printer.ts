/**
 * What a label printer of 203 dpi makes of ZPL, as far as pictures and the places of texts go. Written from Zebra's ZPL II
 * Programming Guide and not from what the product writes: commands begin with ^ or ~ wherever these stand, `^FH` escapes are
 * bytes of UTF-8 under ^CI28, and a `:` in ^GFA repeats the row before. What it does not know makes it throw.
 */

export interface PrintedField {
  x: number
  y: number
}
export interface PrintedText extends PrintedField {
  text: string
  size: number
}
export interface PrintedPicture extends PrintedField {
  width: number
  height: number
}

export interface PrintedLabel {
  width: number
  height: number
  copies: number
  /** One byte a dot: 1 is black. */
  dots: Uint8Array
  texts: PrintedText[]
  pictures: PrintedPicture[]
}

export function printZpl(zpl: string): PrintedLabel {
  if (/[^\n\x20-\x7e]/.test(zpl)) throw new Error('This ZPL is not plain ASCII.')
  const commands = [...zpl.matchAll(/[\^~]([A-Z][A-Z0-9@])([^^~]*)/g)].map(([, name = '', rest = '']) => ({
    name,
    rest: rest.replace(/\n+$/, ''),
  }))
  if (commands.at(0)?.name !== 'XA' || commands.at(-1)?.name !== 'XZ') throw new Error('This is no format.')
  const label: PrintedLabel = { width: 0, height: 0, copies: 1, dots: new Uint8Array(), texts: [], pictures: [] }
  let [x, y, size, escapes] = [0, 0, 0, '']
  for (const { name, rest } of commands.slice(1, -1)) {
    const numbers = rest.split(',').map(Number)
    switch (name) {
      case 'CI':
        if (rest !== '28') throw new Error('Texts are not UTF-8.')
        break
      case 'LH':
        if (rest !== '0,0') throw new Error('The label is shifted.')
        break
      case 'PW':
        label.width = Number(rest)
        break
      case 'LL':
        label.height = Number(rest)
        label.dots = new Uint8Array(label.width * label.height)
        break
      case 'PQ':
        label.copies = Number(rest)
        break
      case 'FO':
        ;[x = 0, y = 0] = numbers
        break
      case 'A0':
        size = Number(rest.split(',')[1])
        break
      case 'FH':
        escapes = rest
        break
      case 'FD':
        label.texts.push({ x, y, size, text: unescaped(rest, escapes) })
        break
      case 'GB':
        if (numbers[1] !== numbers[2]) throw new Error('Only lines are known, no boxes.')
        fill(label, { x, y, width: numbers[0] ?? 0, height: numbers[1] ?? 0 })
        break
      case 'GF':
        label.pictures.push(picture(label, x, y, rest))
        break
      case 'FS':
        ;[x, y, size, escapes] = [0, 0, 0, '']
        break
      default:
        throw new Error(`The command ${name} is not known.`)
    }
  }
  return label
}

function unescaped(data: string, mark: string): string {
  if (mark === '') return data
  const bytes: number[] = []
  for (let at = 0; at < data.length; at++) {
    if (data.charAt(at) !== mark) bytes.push(data.charCodeAt(at))
    else {
      const hex = data.slice(at + 1, at + 3)
      if (!/^[0-9A-Fa-f]{2}$/.test(hex)) throw new Error(`${mark}${hex} is no escape.`)
      bytes.push(Number.parseInt(hex, 16))
      at += 2
    }
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
}

function picture(label: PrintedLabel, x: number, y: number, parameters: string): PrintedPicture {
  const [kind, sent, count, rowBytes, data = ''] = /^(\w),(\d+),(\d+),(\d+),(.*)$/s.exec(parameters)?.slice(1) ?? []
  if (kind !== 'A' || sent !== count) throw new Error('This is no picture in hexadecimal.')
  const width = Number(rowBytes) * 8
  const rows = pictureRows(data, Number(rowBytes) * 2)
  if (rows.length * Number(rowBytes) !== Number(count)) throw new Error('The picture has another size than it says.')
  for (const [down, row] of rows.entries())
    for (let across = 0; across < width; across++) {
      const byte = Number.parseInt(row.slice((across >> 3) * 2, (across >> 3) * 2 + 2), 16)
      if ((byte & (0x80 >> (across & 7))) !== 0) fill(label, { x: x + across, y: y + down, width: 1, height: 1 })
    }
  return { x, y, width, height: rows.length }
}

function pictureRows(data: string, digits: number): string[] {
  const rows: string[] = []
  for (let at = 0; at < data.length; ) {
    const before = rows.at(-1)
    if (data.charAt(at) === ':') {
      if (before === undefined) throw new Error('There is no row to repeat.')
      rows.push(before)
      at += 1
    } else {
      const row = data.slice(at, at + digits)
      if (!new RegExp(`^[0-9A-F]{${digits}}$`).test(row)) throw new Error('A row is cut off.')
      rows.push(row)
      at += digits
    }
  }
  return rows
}

function fill(label: PrintedLabel, box: PrintedPicture): void {
  if (box.x < 0 || box.y < 0 || box.x + box.width > label.width + 7 || box.y + box.height > label.height)
    throw new Error('Something is printed beside the label.')
  for (let down = box.y; down < box.y + box.height; down++)
    for (let across = box.x; across < box.x + box.width; across++) label.dots[down * label.width + across] = 1
}
