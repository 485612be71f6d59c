import { language, languages, nameOfLanguage, speak } from '../language/language.ts'
import { Button } from '../ui/index.ts'

/** The other languages, each by its own name: whoever needs one cannot read a heading in this one. */
export function Languages() {
  return languages
    .filter((code) => code !== language)
    .map((code) => (
      <Button key={code} wide onPress={() => speak(code)}>
        <span lang={code}>{nameOfLanguage(code)}</span>
      </Button>
    ))
}
