import { books } from "../books.ts"
import type { DemoQuestion } from "../content-types.ts"

/** Processes, threads and locks. */
export const processesAndThreadsQuestions: readonly DemoQuestion[] = [
  {
    slug: "cheap-fork",
    type: "single-best-answer",
    stem: "A server process that uses 2 GiB of memory calls fork, and the child calls exec at once to run a small tool. The two calls finish within a few hundredths of a second, and the physical memory in use hardly grows. Why is so little memory needed?",
    options: [
      {
        id: "a",
        text: "The child runs as a thread in the parent's address space",
        isCorrect: false,
        rationale:
          "Fork creates a process with an address space of its own; a write by the child is never seen by the parent.",
      },
      {
        id: "b",
        text: "The kernel moves the parent's pages to disk during the call",
        isCorrect: false,
        rationale: "Writing 2 GiB to disk would take far longer, and nothing requires it.",
      },
      {
        id: "c",
        text: "The child receives a copy of the parent's stack but not of its heap",
        isCorrect: false,
        rationale: "The child sees the whole address space of the parent, including the heap.",
      },
      {
        id: "d",
        text: "Parent and child share physical pages until one of them writes",
        isCorrect: true,
        rationale:
          "Pages are marked read-only and copied one by one on the first write; exec then discards the child's mapping.",
      },
      {
        id: "e",
        text: "The kernel compresses the pages while it copies them",
        isCorrect: false,
        rationale: "Nothing is copied in the first place, so there is nothing to compress.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "operating-systems",
    topic: "processes-and-scheduling",
    subtopic: "process-life",
    hint: "When is a copy of a page really needed?",
    explanation: {
      correctExplanation:
        "After fork, parent and child map the same physical pages, marked read-only. Only a write makes the kernel copy the page concerned. The child calls exec almost at once and replaces its whole address space, so hardly any page is ever copied.",
    },
    references: [
      books.silberschatz,
      books.kerrisk,
      { kind: "course-text", text: "virtual-memory", heading: "Creating and ending processes" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Creating and ending processes",
    evidenceQuote:
      "Copy-on-write (COW) is a technique in which parent and child share the same physical pages, marked read-only, until one of them writes to a page.",
  },
  {
    slug: "entry-that-cannot-be-killed",
    type: "short-answer",
    stem: "On a UNIX-like system the process list shows an entry for a process that ended an hour ago. It holds no memory, and signals have no effect on it. Its parent is still running but has never waited for it. What is such a process called?",
    acceptedAnswers: ["zombie process", "zombie", "a zombie", "a zombie process", "defunct process", "defunct"],
    commonMistakes: [
      { text: "orphan process", rationale: "An orphan is still running; it is its parent that has ended." },
      { text: "daemon", rationale: "A daemon is a living process that works in the background." },
      {
        text: "blocked process",
        rationale: "A blocked process has not ended: it waits for an event and goes on afterwards.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "operating-systems",
    topic: "processes-and-scheduling",
    subtopic: "process-life",
    hint: "It is dead, but its entry walks on until somebody collects its exit status.",
    explanation: {
      correctExplanation:
        "A process that has ended keeps its entry in the process table until its parent collects the exit status. Until then it is a zombie process. A signal cannot end what has already ended; the entry goes when the parent waits for it, or when the parent itself ends and the adopting process does so.",
    },
    references: [
      books.kerrisk,
      books.silberschatz,
      { kind: "course-text", text: "virtual-memory", heading: "Creating and ending processes" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Creating and ending processes",
    evidenceQuote:
      "A zombie process is a process that has ended but whose exit status has not yet been collected by its parent.",
  },
  {
    slug: "what-threads-share",
    type: "multiple-answer",
    stem: "A program has two threads in one process. Which of the following do the threads share? Choose every correct answer.",
    options: [
      {
        id: "a",
        text: "The heap",
        isCorrect: true,
        rationale: "Memory requested by one thread can be used by every other thread that knows its address.",
      },
      {
        id: "b",
        text: "The open files",
        isCorrect: true,
        rationale: "Open files belong to the process; a file opened by one thread can be read by the other.",
      },
      {
        id: "c",
        text: "The program counter",
        isCorrect: false,
        rationale: "Each thread executes its own sequence of instructions and so has its own program counter.",
      },
      {
        id: "d",
        text: "The global variables",
        isCorrect: true,
        rationale: "There is one copy for the process, which is why access to it has to be protected.",
      },
      {
        id: "e",
        text: "The contents of the registers",
        isCorrect: false,
        rationale: "Registers are saved and restored for each thread at a context switch.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "operating-systems",
    topic: "threads-and-locks",
    subtopic: "races-and-locks",
    hint: "What must each thread have of its own in order to be at a different place in the program?",
    explanation: {
      correctExplanation:
        "The address space and the resources belong to the process: code, global variables, heap and open files are shared. The state of execution belongs to the thread: program counter, registers and stack.",
    },
    references: [books.tanenbaum, books.arpaci, { kind: "course-text", text: "virtual-memory", heading: "Threads" }],
    evidenceText: "virtual-memory",
    evidenceHeading: "Threads",
    evidenceQuote: "All threads of a process share its code, its global variables, its heap and its open files.",
  },
  {
    slug: "lost-increments",
    type: "single-best-answer",
    stem: "Two threads each add one to the same global counter a million times, without any lock. The program prints 1,384,211. A second run prints another number below two million. What is the cause?",
    options: [
      {
        id: "a",
        text: "Both threads load the same value before either stores its result",
        isCorrect: true,
        rationale:
          "The increment is a load, an addition and a store; when two of them overlap, one result overwrites the other.",
      },
      {
        id: "b",
        text: "Each thread increments a private copy of the global variable",
        isCorrect: false,
        rationale: "Threads share global variables. Private copies would give the same wrong total in every run.",
      },
      {
        id: "c",
        text: "The counter overflows and begins again from zero",
        isCorrect: false,
        rationale: "Two million fits easily into a 32-bit integer, and an overflow would not differ from run to run.",
      },
      {
        id: "d",
        text: "The threads block each other in a deadlock",
        isCorrect: false,
        rationale: "In a deadlock the program would hang and print nothing; moreover there are no locks.",
      },
      {
        id: "e",
        text: "The scheduler starves one of the threads",
        isCorrect: false,
        rationale: "A starved thread would finish late, but its increments would still be counted in the end.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "operating-systems",
    topic: "threads-and-locks",
    subtopic: "races-and-locks",
    hint: "How many machine steps hide in one line that adds one to a variable in memory?",
    explanation: {
      correctExplanation:
        "Adding one to a variable in memory consists of a load, an addition and a store. If both threads load the same value, both store the same result and one increment is lost. How often this happens depends on the schedule, so the total differs from run to run. A mutex or an atomic instruction cures it.",
    },
    references: [
      books.arpaci,
      books.bryant,
      { kind: "course-text", text: "virtual-memory", heading: "Race conditions" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Race conditions",
    evidenceQuote:
      "If both threads load the same value before either stores its result, one of the two increments is lost.",
  },
  {
    slug: "transfers-that-hang",
    type: "single-best-answer",
    stem: "To transfer money, a banking program locks the source account, then the target account, moves the amount and unlocks both. When two transfers in opposite directions between the same accounts run at once, both sometimes hang for ever. Which change removes the hang and still lets transfers between other accounts run in parallel?",
    options: [
      {
        id: "a",
        text: "Raise the priority of one of the two threads",
        isCorrect: false,
        rationale: "Both threads are blocked; priority matters only among threads that are ready.",
      },
      {
        id: "b",
        text: "Give every thread a shorter time slice",
        isCorrect: false,
        rationale: "Shorter slices make it even likelier that a thread is interrupted between its two locks.",
      },
      {
        id: "c",
        text: "Lock the account with the lower number first",
        isCorrect: true,
        rationale:
          "With one global order no thread can hold the later lock while it waits for the earlier one, so no ring can form.",
      },
      {
        id: "d",
        text: "Protect all accounts by a single lock",
        isCorrect: false,
        rationale: "This prevents the deadlock, but only one transfer could run at a time.",
      },
      {
        id: "e",
        text: "Run the program on more processor cores",
        isCorrect: false,
        rationale: "The threads wait for locks and not for a core.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "operating-systems",
    topic: "threads-and-locks",
    subtopic: "deadlock",
    hint: "Draw who waits for whom. Which of the four conditions can be broken without giving up parallel work?",
    explanation: {
      correctExplanation:
        "One thread holds the first account and waits for the second; the other holds the second and waits for the first: a circular wait. If each transfer locks the account with the lower number first, whatever the direction, the ring cannot form. Transfers between other accounts use other locks and are not held up.",
    },
    references: [
      books.silberschatz,
      books.arpaci,
      { kind: "course-text", text: "virtual-memory", heading: "Deadlock" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Deadlock",
    evidenceQuote:
      "The usual choice in practice is to break circular wait: if all threads acquire their locks in the same global order, no ring of waiting threads can form.",
  },
]
