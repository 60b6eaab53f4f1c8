export { ChooseFilesButton } from "./choose-files-button.tsx"
export { chooseExcerpt, cutAtMarks, inOneLine } from "./excerpt.ts"
export { type Material, materialQuery, passageSearchQuery, type SearchHit } from "./material-queries.ts"
export { useAddFiles } from "./use-add-files.ts"
