/** Where goods were put last on this device: the next ones are likely to go there too. In memory only. */
let place: string | null = null

export const lastPlace = (): string | null => place

export function keepLastPlace(code: string | null): void {
  if (code !== null) place = code
}
