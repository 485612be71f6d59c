/** What a person searches for: words, in any order and any case. */
export const wordsIn = (search: string): string[] => search.toLowerCase().split(/\s+/).filter(Boolean)
