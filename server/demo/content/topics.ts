import type { DemoSubject, DemoTopic } from "./content-types.ts"

export const demoSubjects: readonly DemoSubject[] = [
  {
    slug: "cardiovascular-medicine",
    name: "Cardiovascular medicine",
    description: "How the heart fills and empties, what sets its output, and what happens when it fails.",
  },
  {
    slug: "renal-medicine",
    name: "Renal medicine",
    description: "How buffers, lungs and kidneys hold the pH of the blood, and how to read its disorders.",
  },
  {
    slug: "operating-systems",
    name: "Operating systems",
    description: "How one machine is shared among many programs: processes, threads and virtual memory.",
  },
]

type Row = [
  slug: string,
  subject: string,
  parent: string | null,
  name: string,
  description: string,
  level: DemoTopic["level"],
  hours: number,
]

const cardio = "cardiovascular-medicine"
const renal = "renal-medicine"
const systems = "operating-systems"

// biome-ignore format: a table reads better as one
const rows: Row[] = [
  ["cardiac-cycle", cardio, null, "The cardiac cycle", "One heartbeat, from the trigger to the last valve", "beginner", 3],
  ["valves-and-conduction", cardio, "cardiac-cycle", "Valves, conduction and excitation", "What opens a valve and what starts a beat", "beginner", 1],
  ["phases-and-volumes", cardio, "cardiac-cycle", "Phases, pressures and volumes", "Filling, contraction, ejection, relaxation", "beginner", 1],
  ["heart-sounds", cardio, "cardiac-cycle", "Heart sounds", "What each of the four sounds means", "intermediate", 1],
  ["cardiac-output", cardio, null, "Cardiac output", "Heart rate, preload, afterload and contractility", "intermediate", 2],
  ["preload-and-afterload", cardio, "cardiac-output", "Preload and afterload", "Stretch before the beat, load during it", "intermediate", 1],
  ["contractility-and-rate", cardio, "cardiac-output", "Contractility and heart rate", "Calcium, noradrenaline and the cost of speed", "intermediate", 1],
  ["heart-failure", cardio, null, "Heart failure", "A syndrome, its compensation and its treatment", "intermediate", 4],
  ["forms-of-heart-failure", cardio, "heart-failure", "Forms of heart failure", "Reduced and preserved, left and right", "intermediate", 1],
  ["compensation-and-remodelling", cardio, "heart-failure", "Compensation and remodelling", "Hormones that help for days and harm for years", "advanced", 1.5],
  ["treatment-of-heart-failure", cardio, "heart-failure", "Treatment of heart failure", "What prolongs life and what relieves", "advanced", 1.5],

  ["buffers-and-breathing", renal, null, "Buffers and breathing", "The first two lines of defence", "beginner", 2],
  ["buffer-systems", renal, "buffers-and-breathing", "Buffer systems", "Bicarbonate, haemoglobin, phosphate and bone", "beginner", 1],
  ["control-of-breathing", renal, "buffers-and-breathing", "Control of breathing", "Chemoreceptors and carbon dioxide", "intermediate", 1],
  ["renal-acid-handling", renal, null, "Renal handling of acid", "Reclaiming bicarbonate and excreting acid", "intermediate", 3],
  ["bicarbonate-reabsorption", renal, "renal-acid-handling", "Reabsorption of bicarbonate", "The proximal tubule and carbonic anhydrase", "intermediate", 1],
  ["acid-excretion", renal, "renal-acid-handling", "Excretion of acid", "Intercalated cells, titratable acid and ammonium", "intermediate", 1],
  ["renal-tubular-acidosis", renal, "renal-acid-handling", "Renal tubular acidosis", "When the tubule fails and filtration does not", "advanced", 1],
  ["acid-base-disorders", renal, null, "Acid–base disorders", "Four primary disorders and their mixtures", "advanced", 5],
  ["compensation-rules", renal, "acid-base-disorders", "Compensation and mixed disorders", "How far lungs and kidneys go, and no further", "advanced", 1.5],
  ["metabolic-disorders", renal, "acid-base-disorders", "Metabolic disorders", "The anion gap, acidosis and alkalosis", "advanced", 2],
  ["respiratory-disorders", renal, "acid-base-disorders", "Respiratory disorders", "Too little or too much ventilation", "intermediate", 1.5],

  ["processes-and-scheduling", systems, null, "Processes and scheduling", "Programs in execution and who runs next", "beginner", 3],
  ["process-life", systems, "processes-and-scheduling", "Life of a process", "States, context switches, fork and exec", "beginner", 2],
  ["scheduling-policies", systems, "processes-and-scheduling", "Scheduling policies", "Fairness, speed and starvation", "beginner", 1],
  ["threads-and-locks", systems, null, "Threads and locks", "Sharing memory without destroying it", "intermediate", 3],
  ["races-and-locks", systems, "threads-and-locks", "Races and locks", "Critical sections, mutexes and semaphores", "intermediate", 2],
  ["deadlock", systems, "threads-and-locks", "Deadlock", "Four conditions and how to break one", "intermediate", 1],
  ["virtual-memory", systems, null, "Virtual memory", "An address space for every process", "advanced", 4],
  ["address-translation", systems, "virtual-memory", "Address translation", "Pages, frames, page tables and the TLB", "intermediate", 2],
  ["paging-and-replacement", systems, "virtual-memory", "Paging and replacement", "Page faults, replacement and thrashing", "advanced", 2],
]

/** The topic tree of the demo: three subjects with three topics each, parents before their children. */
export const demoTopics: readonly DemoTopic[] = rows.map(
  ([slug, subject, parent, name, description, level, estimatedStudyHours]) => ({
    slug,
    subject,
    parent,
    name,
    description,
    level,
    estimatedStudyHours,
  }),
)
