import { expect, it } from "vitest"
import { guessLanguage } from "./guess-language.ts"

it.each([
  ["The heart is a muscle that pumps blood to all of the organs.", "en"],
  ["Das Herz ist ein Muskel, der das Blut in den Körper und in die Lunge pumpt.", "de"],
  ["Le cœur est un muscle qui pompe le sang dans les organes et par les artères.", "fr"],
  ["El corazón es un músculo que bombea la sangre por todo el cuerpo y los órganos.", "es"],
  ["Het hart is een spier die het bloed van de longen naar de organen pompt.", "nl"],
  ["Сердце перекачивает кровь по всем органам.", "ru"],
  ["心臓は血液を全身に送り出す筋肉でできた器官です。", "ja"],
  ["心脏是推动血液流动的器官。", "zh"],
  ["Mitochondria", "en"],
])("%s → %s", (text, language) => expect(guessLanguage(text)).toBe(language))

it("believes the claim only where the text does not tell", () => {
  expect(guessLanguage("Cor", "la-VA")).toBe("la")
  expect(guessLanguage("The heart is a muscle that pumps the blood of the body.", "de")).toBe("en")
})
