/** Texts by what they stand for in English; each language is a file beside this one, and one of what the server says. */
export type Catalogue = Readonly<Record<string, string>>
