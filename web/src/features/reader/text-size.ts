import { useState } from "react"
import { remembered } from "../../lib/store.ts"

export const sizes = ["small", "normal", "large", "larger", "largest"] as const
export type Size = (typeof sizes)[number]

/** Times the reading size of the style sheet. */
export const sizeScale: Record<Size, number> = { small: 0.89, normal: 1, large: 1.17, larger: 1.39, largest: 1.67 }

const key = "studyin-text-size"

/** How large the learner wants the text on this device. */
export function useTextSize(): { size: Size; choose: (size: Size) => void } {
  const [size, setSize] = useState<Size>(() => sizes.find((one) => one === remembered.read(key)) ?? "normal")
  return {
    size,
    choose(next) {
      remembered.write(key, next === "normal" ? undefined : next)
      setSize(next)
    },
  }
}
