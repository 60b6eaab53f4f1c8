/** Lines where text will be. Wrap a screen's skeleton in `SkeletonScreen`, which tells screen readers once. */
export function SkeletonLines({ widths }: { widths: string[] }) {
  return (
    <span className="skel-lines" aria-hidden="true">
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike.
        <span className="skel" key={index} style={{ width }} />
      ))}
    </span>
  )
}

export function SkeletonBlock({ height, width = "100%" }: { height: string; width?: string }) {
  return <span className="skel" aria-hidden="true" style={{ height, width }} />
}

export function SkeletonScreen({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div aria-busy="true">
      <span className="sr" role="status">
        {label}
      </span>
      {children}
    </div>
  )
}
