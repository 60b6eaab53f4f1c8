/** The mark: a book, its spine, a marked line. */
export function Brand({ hasName = true }: { hasName?: boolean }) {
  return (
    <>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <rect x="3.5" y="2" width="17" height="20" rx="3.5" fill="var(--ink)" />
        <path d="M8.5 2v20" stroke="var(--canvas)" strokeWidth="1.5" />
        <path d="M11.5 9.5h6" stroke="oklch(0.9 0.14 100)" strokeWidth="3" />
        <path d="M11.5 14.5h4" stroke="var(--on-ink)" strokeWidth="1.5" />
      </svg>
      {hasName && <b>StudyIn</b>}
    </>
  )
}
