import "./styles/index.css"
import { learnWords } from "./lib/language.ts"

// What is drawn has its words from the moment it is loaded: so the language comes first.
await learnWords({ de: () => import("./languages/german.ts").then(({ german }) => german) })
await import("./app/start.tsx")
