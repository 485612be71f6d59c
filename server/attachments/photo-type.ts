/** What a file is by its first bytes; its name and its stated type prove nothing. */

const starts = (bytes: Uint8Array, at: number, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte)

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))

const PNG = [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a]

/** So many bytes tell. */
export const TELLING_BYTES = 12

/** Media type of a photo that browsers and documents can show; null: it is none. */
export function photoType(head: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  if (starts(head, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(head, 0, PNG)) return 'image/png'
  return starts(head, 0, ascii('RIFF')) && starts(head, 8, ascii('WEBP')) ? 'image/webp' : null
}
