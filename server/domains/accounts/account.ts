import type { Role } from "../../platform/api/index.ts"
import type { Language } from "../../shared/language.ts"

export interface Profile {
  firstName: string | null
  lastName: string | null
  university: string | null
  major: string | null
  graduationYear: number | null
  /** IANA name. */
  timeZone: string
  /** BCP 47. */
  locale: string
}

export interface Settings {
  /** 0–23. */
  dayStartHour: number
  dailyGoalMinutes: number
  language: Language
  theme: "system" | "light" | "dark"
  preferredDifficulty: "easy" | "medium" | "hard" | "nbme" | null
  /** In all decks together; null: as many as the deck that allows most. */
  newCardsPerDay: number | null
  /** XP, streaks and achievements are shown. They are counted either way. */
  showsMotivation: boolean
  /** Their answers count in the figures of questions that instructors see, and without a name after the account is erased. */
  sharesStatistics: boolean
  /** Shortcuts the learner has changed: action to key. */
  shortcuts: Record<string, string>
}

export interface Account {
  id: string
  email: string
  /** When its owner confirmed the address; null: not yet. */
  emailVerifiedAt: Date | null
  displayName: string
  username: string | null
  role: Role
  isDemo: boolean
  createdAt: Date
  /** Changes with the picture; null: none. */
  avatar: string | null
  /** What practice begins with: the difficulty that was set, else the one that fits the experience; null: any. */
  startingDifficulty: Settings["preferredDifficulty"]
  profile: Profile
  settings: Settings
}
