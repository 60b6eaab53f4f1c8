import { Select } from "../../components/field.tsx"
import { Segmented } from "../../components/segmented.tsx"
import { formatNumber } from "../../lib/format.ts"
import type { Account } from "../../lib/session.ts"
import { useAccountChanges } from "../accounts/index.ts"
import { words } from "./words.ts"

type Difficulty = NonNullable<Account["settings"]["preferredDifficulty"]>
const difficulties: (Difficulty | "any")[] = ["any", "easy", "medium", "hard", "nbme"]
const newCards = [0, 5, 10, 15, 20, 30, 50]

/** What practice and review begin with, unless something else is chosen there. */
export function PracticeSettings({ account: { settings } }: { account: Account }) {
  const { changeSettings } = useAccountChanges()
  const { preferredDifficulty, newCardsPerDay } = settings
  const shown =
    newCardsPerDay === null || newCards.includes(newCardsPerDay)
      ? newCards
      : [...newCards, newCardsPerDay].sort((a, b) => a - b)
  return (
    <>
      <Segmented
        legend={words.difficulty}
        isLegendShown
        value={preferredDifficulty ?? "any"}
        options={difficulties.map((value) => ({ value, label: words.difficultyOf[value] }))}
        onChoose={(value) => changeSettings({ preferredDifficulty: value === "any" ? null : value })}
      />
      <p className="small quiet settings-under">{words.difficultyHint}</p>
      <Select
        label={words.newCards}
        hint={words.newCardsHint}
        value={newCardsPerDay ?? ""}
        onChange={(event) =>
          changeSettings({ newCardsPerDay: event.target.value === "" ? null : Number(event.target.value) })
        }
      >
        <option value="">{words.newCardsByDeck}</option>
        {shown.map((count) => (
          <option key={count} value={count}>
            {formatNumber(count)}
          </option>
        ))}
      </Select>
    </>
  )
}
