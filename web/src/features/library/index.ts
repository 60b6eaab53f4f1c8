export { ChooseFilesButton } from "./choose-files-button.tsx"
export { useAddFiles } from "./use-add-files.ts"
