import type { DemoDeck } from "./content-types.ts"
import { acidBaseDeck } from "./decks/acid-base.ts"
import { heartDeck } from "./decks/heart.ts"

export const demoDecks: readonly DemoDeck[] = [heartDeck, acidBaseDeck]
