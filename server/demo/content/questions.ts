import type { DemoQuestion } from "./content-types.ts"
import { acidBaseDisorderQuestions } from "./questions/acid-base-disorders.ts"
import { acidBasePhysiologyQuestions } from "./questions/acid-base-physiology.ts"
import { cardiacPhysiologyQuestions } from "./questions/cardiac-physiology.ts"
import { heartFailureQuestions } from "./questions/heart-failure.ts"
import { processesAndThreadsQuestions } from "./questions/processes-and-threads.ts"
import { virtualMemoryQuestions } from "./questions/virtual-memory.ts"

/** Thirty questions, ten for each course text. */
export const demoQuestions: readonly DemoQuestion[] = [
  ...cardiacPhysiologyQuestions,
  ...heartFailureQuestions,
  ...acidBasePhysiologyQuestions,
  ...acidBaseDisorderQuestions,
  ...processesAndThreadsQuestions,
  ...virtualMemoryQuestions,
]
