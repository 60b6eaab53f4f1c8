import type { DemoReference } from "./content-types.ts"

type Book = Extract<DemoReference, { kind: "book" }>

function book(authors: string, title: string, edition: string, publisher: string, year: number): Book {
  return { kind: "book", authors, title, edition, publisher, year }
}

/** Standard textbooks the questions refer to for further reading. */
export const books = {
  guyton: book("Hall JE, Hall ME", "Guyton and Hall Textbook of Medical Physiology", "14th", "Elsevier", 2021),
  boron: book("Boron WF, Boulpaep EL", "Medical Physiology", "3rd", "Elsevier", 2017),
  costanzo: book("Costanzo LS", "Physiology", "6th", "Elsevier", 2018),
  lilly: book("Lilly LS (editor)", "Pathophysiology of Heart Disease", "6th", "Wolters Kluwer", 2016),
  robbins: book(
    "Kumar V, Abbas AK, Aster JC (editors)",
    "Robbins & Cotran Pathologic Basis of Disease",
    "10th",
    "Elsevier",
    2021,
  ),
  harrison: book(
    "Loscalzo J, Fauci AS, Kasper DL, et al. (editors)",
    "Harrison's Principles of Internal Medicine",
    "21st",
    "McGraw Hill",
    2022,
  ),
  rose: book(
    "Rose BD, Post TW",
    "Clinical Physiology of Acid-Base and Electrolyte Disorders",
    "5th",
    "McGraw-Hill",
    2001,
  ),
  koeppen: book("Koeppen BM, Stanton BA", "Renal Physiology", "6th", "Elsevier", 2019),
  silberschatz: book("Silberschatz A, Galvin PB, Gagne G", "Operating System Concepts", "10th", "Wiley", 2018),
  tanenbaum: book("Tanenbaum AS, Bos H", "Modern Operating Systems", "4th", "Pearson", 2015),
  arpaci: book(
    "Arpaci-Dusseau RH, Arpaci-Dusseau AC",
    "Operating Systems: Three Easy Pieces",
    "1.00",
    "Arpaci-Dusseau Books",
    2018,
  ),
  bryant: book("Bryant RE, O'Hallaron DR", "Computer Systems: A Programmer's Perspective", "3rd", "Pearson", 2016),
  kerrisk: book("Kerrisk M", "The Linux Programming Interface", "1st", "No Starch Press", 2010),
} as const satisfies Record<string, Book>
