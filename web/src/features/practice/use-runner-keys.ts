import { useNavigate } from "@tanstack/react-router"
import { type Shortcut, useShortcuts } from "../../lib/shortcuts.ts"
import { letterOf } from "./answer-input.tsx"
import type { DraftChange } from "./draft.ts"
import type { PracticeItem } from "./practice-queries.ts"
import { chooseShortcuts, shortcuts, strikeShortcuts, sureShortcuts } from "./shortcuts.ts"
import { readerAddress } from "./source-sheet.tsx"
import { words } from "./words.ts"

/** Every step of a session by key. */
export function useRunnerKeys(runner: {
  item: PracticeItem
  /** The question can be answered now. */
  isOpen: boolean
  isToJudge: boolean
  change: (change: DraftChange) => void
  judge: (isRight: boolean) => void
  submit: () => void
  next: () => void
  previous: () => void
  toggleFlag: () => void
  togglePause: () => void
  open: (panel: "palette" | "report") => void
}): void {
  const navigate = useNavigate()
  const { item, isOpen, change } = runner
  const { options, type, hint } = item.question
  const source = item.answer?.feedback?.source
  const select = (index: number): void => {
    const option = options[index]
    if (option) change({ kind: "select", optionId: option.id, isSeveral: type === "multiple-answer" })
  }
  const strike = (index: number): void => {
    const option = options[index]
    if (option) change({ kind: "strike", optionId: option.id })
  }
  const lettered = Math.min(options.length, chooseShortcuts.length)
  const list: Shortcut[] = [
    { ...shortcuts.submit, run: runner.submit },
    ...(type === "essay" ? [{ ...shortcuts.sendEssay, run: runner.submit }] : []),
    ...(isOpen
      ? [
          ...chooseShortcuts.slice(0, lettered).map((shortcut, index) => ({ ...shortcut, run: () => select(index) })),
          ...options.slice(0, 9).map((_, index) => ({
            id: `practice.number-${index + 1}`,
            keys: String(index + 1),
            label: words.shortcut.choose(letterOf(index)),
            run: () => select(index),
          })),
          ...(options.length > 2
            ? strikeShortcuts.slice(0, lettered).map((shortcut, index) => ({ ...shortcut, run: () => strike(index) }))
            : []),
          ...sureShortcuts.map((shortcut, index) => ({
            ...shortcut,
            run: () => change({ kind: "confidence", value: index + 1 }),
          })),
        ]
      : []),
    ...(runner.isToJudge
      ? [
          { id: "practice.judge-right", keys: "1", label: words.judgeRight, run: () => runner.judge(true) },
          { id: "practice.judge-wrong", keys: "2", label: words.judgeWrong, run: () => runner.judge(false) },
        ]
      : []),
    { ...shortcuts.next, run: runner.next },
    { ...shortcuts.previous, run: runner.previous },
    ...(hint && isOpen ? [{ ...shortcuts.hint, run: () => change({ kind: "hint" }) }] : []),
    { ...shortcuts.flag, run: runner.toggleFlag },
    { ...shortcuts.all, run: () => runner.open("palette") },
    { ...shortcuts.pause, run: runner.togglePause },
    { ...shortcuts.report, run: () => runner.open("report") },
    ...(source ? [{ ...shortcuts.source, run: () => void navigate(readerAddress(source)) }] : []),
  ]
  useShortcuts(words.groupShortcuts, list)
}
