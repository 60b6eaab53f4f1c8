import { Upload } from "lucide-react"
import { useEffect, useState } from "react"
import { useAddFiles } from "../features/library/index.ts"
import { words } from "./words.ts"

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false
}

/** Files may be dropped on any screen. Dragging them over the window shows where they will go. */
export function DropLayer() {
  const addFiles = useAddFiles()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // A drag that leaves one element enters another: only the one that leaves the window ends it.
    let depth = 0
    const onEnter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth += 1
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const onOver = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth = 0
      setOver(false)
      if (event.defaultPrevented) return
      event.preventDefault()
      addFiles([...(event.dataTransfer?.files ?? [])])
    }
    addEventListener("dragenter", onEnter)
    addEventListener("dragleave", onLeave)
    addEventListener("dragover", onOver)
    addEventListener("drop", onDrop)
    return () => {
      removeEventListener("dragenter", onEnter)
      removeEventListener("dragleave", onLeave)
      removeEventListener("dragover", onOver)
      removeEventListener("drop", onDrop)
    }
  }, [addFiles])
  if (!isOver) return null
  return (
    <div className="drop-layer">
      <div className="drop-target">
        <Upload className="i" aria-hidden="true" />
        <p className="strong">{words.dropTitle}</p>
        <p className="small soft">{words.dropHint}</p>
      </div>
    </div>
  )
}
