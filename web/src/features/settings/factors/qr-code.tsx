import { useQuery } from "@tanstack/react-query"

/** A QR code as one path, black on white in either theme: cameras need it so. The library is loaded when one is shown. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ["qr-code", text],
    queryFn: async () => {
      const { encode } = await import("uqr")
      const { size, data: rows } = encode(text, { ecc: "M", border: 4 })
      const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join("")
      return { size, path }
    },
    staleTime: Number.POSITIVE_INFINITY,
    // It holds a key: nothing of it stays when the dialog is closed.
    gcTime: 0,
  })
  return (
    <div className="qr-code">
      {data && (
        <svg viewBox={`0 0 ${data.size} ${data.size}`} role="img" aria-label={label} shapeRendering="crispEdges">
          <path d={data.path} />
        </svg>
      )}
    </div>
  )
}
