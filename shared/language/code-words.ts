/** `split`, `move-protection`, `returnReceive`: "Move protection". A code of the contract as people say it in English. */
export function codeWords(code: string): string {
  const text = code.replaceAll('-', ' ').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
