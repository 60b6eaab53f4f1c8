import { type FieldFault, InvalidError } from "../../../shared/errors.ts"
import type { Settings } from "../account.ts"

export const experienceLevels = ["beginner", "intermediate", "advanced", "expert"] as const
export type ExperienceLevel = (typeof experienceLevels)[number]

/** What can be chosen. The database checks the same lists. */
export const backgroundOptions = {
  languages: ["Python", "C++", "JavaScript", "Rust", "Go", "Java", "MATLAB", "Julia", "Other"],
  frameworks: [
    "ROS",
    "ROS 2",
    "PyTorch",
    "TensorFlow",
    "Unity",
    "Unreal Engine",
    "Gazebo",
    "Mujoco",
    "Isaac Sim",
    "Other",
  ],
  computeHardware: [
    "CPU only",
    "NVIDIA GPU",
    "AMD GPU",
    "Apple Silicon (M1/M2)",
    "NVIDIA Jetson",
    "Google TPU",
    "Other",
  ],
  roboticsHardware: [
    "None (simulation only)",
    "Educational robot kit",
    "Research robotic arm",
    "Mobile robot",
    "Humanoid robot",
    "Custom hardware",
    "Other",
  ],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type BackgroundList = keyof typeof backgroundOptions

/** What a learner tells about themselves. Nothing of it has to be told. */
export interface Background extends Record<BackgroundList, string[]> {
  experienceLevel: ExperienceLevel | null
  /** The lists are asked of those who study computing or robotics; null: not said yet. */
  studiesComputing: boolean | null
  /** unasked: the questionnaire was not begun; open: begun and left. */
  state: "unasked" | "open" | "skipped" | "done"
}

export const NO_BACKGROUND: Background = {
  experienceLevel: null,
  studiesComputing: null,
  languages: [],
  frameworks: [],
  computeHardware: [],
  roboticsHardware: [],
  state: "unasked",
}

export type BackgroundChange = Partial<Omit<Background, "state">> & { state?: "open" | "skipped" | "done" }

/**
 * The background after a change. Who does not study computing has no lists; each list is in the order of its options, without doubles.
 * @throws InvalidError naming the field: who programs and is done names a language
 */
export function changeBackground(before: Background, change: BackgroundChange): Background {
  const state = change.state ?? (before.state === "unasked" ? "open" : before.state)
  const after: Background = { ...before, ...change, state }
  for (const list of Object.keys(backgroundOptions) as BackgroundList[])
    after[list] =
      after.studiesComputing === false ? [] : backgroundOptions[list].filter((one) => after[list].includes(one))
  const faults = faultsOf(after)
  if (faults.length > 0)
    throw new InvalidError("fields-invalid", faults.map(({ message }) => message).join(" "), { fields: faults })
  return after
}

function faultsOf({ state, studiesComputing, languages }: Background): FieldFault[] {
  return state === "done" && studiesComputing === true && languages.length === 0
    ? [{ path: "languages", message: "Choose at least one language; “Other” will do." }]
    : []
}

const difficultyOf = { beginner: "easy", intermediate: "medium", advanced: "hard", expert: "nbme" } as const

/** The difficulty practice begins with: the learner's choice, else what fits their experience; null: all of them. */
export function startingDifficulty(
  preferred: Settings["preferredDifficulty"],
  level: ExperienceLevel | null,
): Settings["preferredDifficulty"] {
  return preferred ?? (level === null ? null : difficultyOf[level])
}
