export { type Chunk, type ChunkKind, chunkSections } from "./chunk-sections.ts"
export { growSections, outlineSections, type Section } from "./outline-sections.ts"
