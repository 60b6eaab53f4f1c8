export { AboutYou } from "./about-you.tsx"
export { AboutYouSteps } from "./about-you-steps.tsx"
export { words as backgroundWords } from "./words.ts"
