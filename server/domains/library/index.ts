import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { materialRoutes } from "./materials.routes.ts"
import { readingRoutes } from "./reading.routes.ts"
import { searchRoutes } from "./search.routes.ts"
import { uploadRoutes } from "./uploads.routes.ts"

export { addIndexedTexts, type PlainText } from "./add-indexed-texts.ts"
export { addMaterial, addText, DuplicateMaterialError, type NewFile, type PastedText } from "./add-material.ts"
export { type CitedPassage, citePassage, listPassagesIn } from "./cite-passage.ts"
export { type ContinueReading, findContinueReading } from "./continue-reading.ts"
export type { MaterialDocument, OutlineEntry, StoredChunk } from "./document.ts"
export { saveSectionSummaries } from "./document-store.ts"
export { embedTexts } from "./embed-texts.ts"
export {
  beginStep,
  type FinishedMaterial,
  failStep,
  finishMaterial,
  saveMaterialCounts,
} from "./finish-material.ts"
export { getMaterial, getMaterialForReading } from "./get-material.ts"
export { type KeyPassage, listKeyPassages, listOpeningPassages } from "./key-passages-store.ts"
export { jobs } from "./library.jobs.ts"
export { materialSchema } from "./library.schema.ts"
export { loadDocument } from "./load-document.ts"
export {
  LIBRARY_USER_ID,
  type MaterialFailure,
  type MaterialRecord,
  type MaterialTag,
  type MaterialView,
  readableOwners,
} from "./material.ts"
export { countMaterials, countSearchable, findMaterialPlace } from "./material-figures-store.ts"
export { findMaterial, listMaterialTitles, lockMaterial } from "./material-store.ts"
export { type Block, type PageRange, ParseFailure, parseDocument, type TextRange } from "./parsing/index.ts"
export { countDeletedMaterials, findDeletedMaterial, purgeMaterial } from "./purge-material.ts"
export { type Passage, passageAt } from "./read-material.ts"
export { stemGerman } from "./retrieval/german-forms.ts"
export { indexTerms, isGerman, queryTerms } from "./retrieval/index-terms.ts"
export { type QueryWord, readQuery } from "./retrieval/query.ts"
export { type SameTerm, sameTermAs } from "./retrieval/same-term.ts"
export { termsOneErrorAway } from "./retrieval/spelling.ts"
export { embedQuery, type Hit, type PassageQuery, retrievePassages } from "./retrieve-passages.ts"
export { reviveMaterial } from "./retry-material.ts"
export { saveAutoTags } from "./save-auto-tags.ts"
export { announceMaterial, type StepProgress } from "./step-progress.ts"
export { outlineSections, type Section } from "./structure/index.ts"
export { trackReading } from "./track-reading.ts"

export function routes(app: App, deps: Deps): void {
  uploadRoutes(app, deps)
  searchRoutes(app, deps)
  materialRoutes(app, deps)
  readingRoutes(app, deps)
}
