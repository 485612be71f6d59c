/** Prompts read out, for hands and eyes that are busy. Off unless somebody wants it. */
export interface Speech {
  /** Says it at once, in place of what is still being said. Silent while off, and where the device has no voice. */
  say(text: string): void
  turn(on: boolean): void
}

/** The part of `speechSynthesis` that is used. */
export interface Voice {
  speak(utterance: SpeechSynthesisUtterance): void
  cancel(): void
}

const deviceVoice = (): Voice | undefined => globalThis.speechSynthesis

export const canSpeak = (voice: Voice | undefined = deviceVoice()): boolean => voice !== undefined

export function createSpeech(
  lang: string,
  voice: Voice | undefined = deviceVoice(),
  utter: (text: string) => SpeechSynthesisUtterance = (text) => new SpeechSynthesisUtterance(text),
): Speech {
  let on = false
  return {
    say(text) {
      if (!on || !voice) return
      voice.cancel()
      const utterance = utter(spelt(text))
      utterance.lang = lang
      voice.speak(utterance)
    },
    turn(next) {
      if (on && !next) voice?.cancel()
      on = next
    },
  }
}

/** "A-03-2" is a place, not a subtraction: its parts are said one by one. */
const spelt = (text: string): string => text.replace(/(?<=[\p{L}\d])-(?=[\p{L}\d])/gu, ' ')
