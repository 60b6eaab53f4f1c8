import { books } from "../books.ts"
import type { DemoQuestion } from "../content-types.ts"

/** Address translation, paging and replacement. */
export const virtualMemoryQuestions: readonly DemoQuestion[] = [
  {
    slug: "translate-an-address",
    type: "single-best-answer",
    stem: "A machine uses pages of 4,096 bytes. The page table of a process maps page 2 to frame 7 and page 3 to frame 5. Which physical address belongs to the virtual address 0x3A7C?",
    options: [
      {
        id: "a",
        text: "0x3A7C",
        isCorrect: false,
        rationale: "This would be right only if page 3 lay in frame 3.",
      },
      {
        id: "b",
        text: "0x5A7C",
        isCorrect: true,
        rationale: "The last three hexadecimal digits are the offset A7C; page 3 is replaced by frame 5.",
      },
      {
        id: "c",
        text: "0x5000",
        isCorrect: false,
        rationale: "This is the first byte of frame 5; the offset has been dropped.",
      },
      {
        id: "d",
        text: "0x7A7C",
        isCorrect: false,
        rationale: "Frame 7 holds page 2, but the page number of this address is 3.",
      },
      {
        id: "e",
        text: "0x8A7C",
        isCorrect: false,
        rationale: "The frame number replaces the page number; the two are not added.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "operating-systems",
    topic: "virtual-memory",
    subtopic: "address-translation",
    hint: "4,096 is 16 × 16 × 16: how many hexadecimal digits belong to the offset?",
    explanation: {
      correctExplanation:
        "With 4,096 = 2¹² bytes a page, the offset takes 12 bits, which are three hexadecimal digits: A7C. What remains, 3, is the page number. The page table maps page 3 to frame 5, and the offset is kept, so the physical address is 0x5A7C.",
    },
    references: [
      books.bryant,
      books.silberschatz,
      { kind: "course-text", text: "virtual-memory", heading: "Pages and page tables" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Pages and page tables",
    evidenceQuote:
      "A virtual address is split into a page number and an offset, and the offset is copied unchanged into the physical address.",
  },
  {
    slug: "average-access-time",
    type: "single-best-answer",
    stem: "A memory access takes 100 ns. A lookup in the translation lookaside buffer takes no noticeable time, and a miss costs one additional memory access for the page table. There are no page faults. What is the average time of an access at a hit rate of 90%?",
    options: [
      {
        id: "a",
        text: "110 ns",
        isCorrect: true,
        rationale: "0.9 × 100 ns + 0.1 × 200 ns = 110 ns.",
      },
      {
        id: "b",
        text: "120 ns",
        isCorrect: false,
        rationale: "This adds two memory accesses for every miss; the miss costs only one in addition.",
      },
      {
        id: "c",
        text: "190 ns",
        isCorrect: false,
        rationale: "This swaps the shares of hits and misses.",
      },
      {
        id: "d",
        text: "200 ns",
        isCorrect: false,
        rationale: "This is the time of an access that misses; nine of ten accesses hit.",
      },
    ],
    difficulty: "medium",
    points: 1,
    subject: "operating-systems",
    topic: "virtual-memory",
    subtopic: "address-translation",
    hint: "How long does a hit take, how long a miss, and how often does each happen?",
    explanation: {
      correctExplanation:
        "A hit takes one memory access (100 ns), a miss two (200 ns). Weighted by their shares: 0.9 × 100 ns + 0.1 × 200 ns = 90 ns + 20 ns = 110 ns. Compared with the 101 ns at a hit rate of 99%, this shows how much the hit rate matters.",
    },
    references: [
      books.silberschatz,
      books.tanenbaum,
      { kind: "course-text", text: "virtual-memory", heading: "The translation lookaside buffer" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "The translation lookaside buffer",
    evidenceQuote:
      "Suppose that a memory access takes 100 ns, that a lookup in the TLB takes no noticeable time, and that a miss costs one additional memory access for the page table.",
  },
  {
    slug: "busy-disk-idle-processor",
    type: "single-best-answer",
    stem: "A server with 40 active processes has become almost unusable. The processor is 7% busy, the disk that holds the swapped pages is busy all the time, and the rate of page faults is very high. Which step is most likely to raise the throughput at once?",
    options: [
      {
        id: "a",
        text: "Admit more processes to use the idle processor",
        isCorrect: false,
        rationale:
          "More processes leave each with fewer frames; the faults would increase and the processor would idle even more.",
      },
      {
        id: "b",
        text: "Raise the priority of the slowest processes",
        isCorrect: false,
        rationale: "The processes are blocked by page faults; priority does not bring their pages back sooner.",
      },
      {
        id: "c",
        text: "Double the length of the time slice",
        isCorrect: false,
        rationale: "Processes lose the core because they fault, long before their time slice ends.",
      },
      {
        id: "d",
        text: "Replace least recently used by first in, first out",
        isCorrect: false,
        rationale: "First in, first out also evicts pages in constant use and usually causes more faults.",
      },
      {
        id: "e",
        text: "Suspend some of the processes for a while",
        isCorrect: true,
        rationale: "The frames they free let the working sets of the others fit into memory, and the faults subside.",
      },
    ],
    difficulty: "hard",
    points: 2,
    subject: "operating-systems",
    topic: "virtual-memory",
    subtopic: "paging-and-replacement",
    hint: "What are the processes waiting for, and what would they need more of?",
    explanation: {
      correctExplanation:
        "An idle processor with a saturated paging disk is thrashing: the working sets of 40 processes do not fit into memory together. Suspending some of them frees frames, the remaining working sets fit, and useful work resumes. Adding memory would help too, but not at once.",
    },
    references: [
      books.silberschatz,
      books.tanenbaum,
      { kind: "course-text", text: "virtual-memory", heading: "Thrashing" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Thrashing",
    evidenceQuote:
      "The remedy is to reduce the number of active processes until their working sets fit, or to add memory.",
  },
  {
    slug: "more-frames-under-lru",
    type: "true-false",
    stem: "Under least recently used replacement there are reference strings for which a process has more page faults with four frames than with three.",
    options: [
      {
        id: "a",
        text: "True",
        isCorrect: false,
        rationale: "This is Belady's anomaly, which first in, first out can show, but not least recently used.",
      },
      {
        id: "b",
        text: "False",
        isCorrect: true,
        rationale:
          "The three most recently used pages are always among the four most recently used, so a fourth frame can never add a fault.",
      },
    ],
    difficulty: "hard",
    points: 2,
    subject: "operating-systems",
    topic: "virtual-memory",
    subtopic: "paging-and-replacement",
    hint: "Compare the set of pages held with three frames with the set held with four.",
    explanation: {
      correctExplanation:
        "With n frames, least recently used holds the n most recently used pages. The set for three frames is therefore part of the set for four at every moment, and whatever hits with three also hits with four. First in, first out lacks this property and can show Belady's anomaly.",
    },
    references: [
      books.tanenbaum,
      books.silberschatz,
      { kind: "course-text", text: "virtual-memory", heading: "Page replacement" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "Page replacement",
    evidenceQuote:
      "Under least recently used, the pages held with three frames are always a subset of those held with four, so more frames never cause more faults.",
  },
  {
    slug: "cache-of-translations",
    type: "cloze",
    stem: "The _____ is a small cache that holds recently used translations from pages to frames.",
    acceptedAnswers: [
      "translation lookaside buffer",
      "TLB",
      "translation lookaside buffer (TLB)",
      "translation look-aside buffer",
    ],
    commonMistakes: [
      {
        text: "page table",
        rationale: "The page table lies in main memory and holds all translations, not only recent ones.",
      },
      {
        text: "memory management unit",
        rationale: "The memory management unit is the whole translating hardware, of which this cache is a part.",
      },
      {
        text: "MMU",
        rationale: "The memory management unit is the whole translating hardware, of which this cache is a part.",
      },
    ],
    difficulty: "easy",
    points: 1,
    subject: "operating-systems",
    topic: "virtual-memory",
    subtopic: "address-translation",
    hint: "It is often known by its three-letter abbreviation.",
    explanation: {
      correctExplanation:
        "The translation lookaside buffer (TLB) keeps recent translations, so most accesses need no walk through the page table.",
    },
    references: [
      books.bryant,
      books.arpaci,
      { kind: "course-text", text: "virtual-memory", heading: "The translation lookaside buffer" },
    ],
    evidenceText: "virtual-memory",
    evidenceHeading: "The translation lookaside buffer",
    evidenceQuote:
      "The translation lookaside buffer (TLB) is a small cache that holds recently used translations from pages to frames.",
  },
]
