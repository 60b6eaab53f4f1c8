import { words } from "./words.ts"

export const shortcuts = {
  review: { id: "today.review", keys: "r", label: words.startReview },
  practise: { id: "today.practise", keys: "p", label: words.practise },
}
