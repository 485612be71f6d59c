const CHUNK = 8192

/**
 * The text of a file. X12 knows no encoding but what partners agree on: UTF-8 where it is that, else ISO 8859-1, in
 * which every byte is a character.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) =>
      String.fromCharCode(...bytes.subarray(index * CHUNK, (index + 1) * CHUNK)),
    ).join('')
  }
}
