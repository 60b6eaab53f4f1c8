import { expect, it } from "vitest"
import { exampleTopics } from "./example-questions.ts"

const section = (title: string, wordCount = 100, level = 2) => ({ title, wordCount, level })

it("takes turns among the materials and begins in the middle", () => {
  const kidney = [section("Buffers"), section("Reclaiming bicarbonate"), section("Potassium")]
  const memory = [section("Page tables"), section("Page replacement")]
  expect(exampleTopics([kidney, memory], 3)).toEqual(["Reclaiming bicarbonate", "Page replacement", "Potassium"])
})

it("leaves out titles, short sections and what every book has", () => {
  const sections = [
    section("Renal Physiology", 400, 1),
    section("Introduction"),
    section("References and further reading"),
    section("Buffers", 12),
    section("Why hydrogen ions are so closely guarded"),
    section("3.2 Anion gap"),
    section("1942"),
  ]
  expect(exampleTopics([sections], 3)).toEqual(["Anion gap"])
  expect(exampleTopics([], 3)).toEqual([])
})

it("knows them in German too", () => {
  const sections = [
    "Einleitung",
    "1. Einführung",
    "Zusammenfassung",
    "Literatur",
    "Inhaltsverzeichnis",
    "Übungen",
    "Warum Herzen schlagen",
    "Kapitel 3: Herzklappen",
    "Literaturgeschichte Roms",
  ]
  expect(exampleTopics([sections.map((title) => section(title))], 9)).toEqual([
    "Literaturgeschichte Roms",
    "Herzklappen",
  ])
})
