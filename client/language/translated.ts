/** Texts of another language than the source's, by i18next. Loaded only by a device that speaks one. */
import { createInstance } from 'i18next'
import type { Catalogue } from '../../shared/language/catalogue.ts'

export type Said = string | number | null | undefined
export type Translate = (text: string, values?: Readonly<Record<string, Said>>) => string

/** `write`: how a value stands in a sentence. */
export function translator(language: string, catalogue: Catalogue, write: (value: Said) => string): Translate {
  const i18n = createInstance()
  i18n.use({ type: 'formatter' as const, init: () => {}, format: write, add: () => {}, addCached: () => {} })
  void i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: catalogue } },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it draws.
    interpolation: { prefix: '{', suffix: '}', escapeValue: false, alwaysFormat: true },
  })
  return (text, values) => i18n.t(text, { ...values, nest: false })
}
