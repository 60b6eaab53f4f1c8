import { SkeletonBlock, SkeletonLines, SkeletonScreen } from "../components/skeleton.tsx"
import { words } from "./words.ts"

/** While a screen's code is on its way. */
export function PendingScreen() {
  return (
    <div className="page">
      <SkeletonScreen label={words.loading}>
        <div className="pending">
          <SkeletonBlock height="1.75rem" width="14rem" />
          <SkeletonBlock height="12rem" />
          <SkeletonLines widths={["60%", "80%", "45%"]} />
        </div>
      </SkeletonScreen>
    </div>
  )
}

/** The same before the shell is there. */
export function PendingPage() {
  return (
    <main id="main">
      <PendingScreen />
    </main>
  )
}
