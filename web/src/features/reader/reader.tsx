import { useQuery } from "@tanstack/react-query"
import { useCallback, useMemo, useRef, useState } from "react"
import { useMedia } from "../../lib/use-media.ts"
import { type Citation, MakeCardDialog } from "../ask/index.ts"
import type { Material } from "../library/index.ts"
import { OutlinePanel } from "./outline-panel.tsx"
import type { PanelName, Passage } from "./panel.ts"
import { ReaderHead } from "./reader-head.tsx"
import { notesQuery, type Outline, type Place } from "./reader-queries.ts"
import { SearchDialog } from "./search-dialog.tsx"
import { SelectionBar } from "./selection-bar.tsx"
import { PhoneBar, type Sheet, SidePanel, SideSheet } from "./side-panel.tsx"
import { TextColumn } from "./text-column.tsx"
import { sizeScale, useTextSize } from "./text-size.ts"
import { useJumps } from "./use-jumps.ts"
import { useNoteActions } from "./use-note-actions.ts"
import { useReaderKeys } from "./use-reader-keys.ts"
import { useReadingPlace } from "./use-reading-place.ts"
import { useReadingProgress } from "./use-reading-progress.ts"
import { useSelection } from "./use-selection.ts"
import { useTextWindow } from "./use-text-window.ts"

export function Reader({ place, material, outline }: { place: Place; material: Material; outline: Outline }) {
  const scroller = useRef<HTMLElement>(null)
  const leaf = useRef<HTMLDivElement>(null)
  const text = useTextWindow(place, outline, scroller)
  const jumps = useJumps({ material, outline, text, scroller, leaf })
  const reading = useReadingPlace(scroller, text.texts, jumps.landing)
  useReadingProgress(place, scroller, text.isOpen)
  const notes = useQuery(notesQuery(place)).data?.items
  const noteActions = useNoteActions(place)
  const size = useTextSize()

  const hasSide = useMedia("(min-width: 60rem)")
  const hasOutline = useMedia("(min-width: 76rem)")
  const [panel, setPanel] = useState<PanelName>("ask")
  const [sheet, setSheet] = useState<Sheet>()
  const [isSearching, setSearching] = useState(false)
  const [aboutPassage, setAboutPassage] = useState<Passage>()
  const [noteDraft, setNoteDraft] = useState<Passage>()
  const [cardSource, setCardSource] = useState<{ statement: string; source: Citation }>()
  const [focusedNote, setFocusedNote] = useState<string>()

  const textBetween = useCallback(
    (start: number, end: number): string =>
      text.texts
        .map(({ section, text: slice }) =>
          slice.slice(Math.max(0, start - section.start), Math.max(0, end - section.start)),
        )
        .join(""),
    [text.texts],
  )
  const { selected, clear } = useSelection(leaf, textBetween)
  const show = (name: PanelName): void => {
    setPanel(name)
    if (!hasSide) setSheet(name)
  }
  const actions = {
    ask(): void {
      if (selected) setAboutPassage(selected)
      clear()
      show("ask")
    },
    note(): void {
      if (selected) setNoteDraft(selected)
      clear()
      show("notes")
    },
    card(): void {
      if (selected) setCardSource({ statement: selected.text, source: citationOf(place, material, outline, selected) })
      clear()
    },
    highlight(): void {
      if (selected)
        noteActions.add({ kind: "highlight", start: selected.start, end: selected.end, body: null }, selected.text)
      clear()
    },
  }
  const sectionIndex = reading?.sectionIndex ?? 0
  useReaderKeys({
    hasSelection: selected !== undefined,
    actions,
    onSection: (by) => jumps.goTo({ kind: "section", index: sectionIndex + by }),
    onSearch: () => setSearching(true),
    onOutline: () => setSheet(hasOutline ? undefined : "outline"),
  })

  const goToPassage = (range: { start: number; end: number; number?: number }): void => {
    setSheet(undefined)
    jumps.goTo({ kind: "passage", ...range })
  }
  const panelProps = {
    place,
    material,
    outline,
    sectionIndex,
    notes,
    noteActions,
    aboutPassage,
    onDropPassage: () => setAboutPassage(undefined),
    noteDraft,
    onEndDraft: () => setNoteDraft(undefined),
    focusedNote,
    onGoTo: goToPassage,
  }
  const outlinePanel = (
    <OutlinePanel
      outline={outline}
      current={sectionIndex}
      onChoose={(index) => {
        setSheet(undefined)
        jumps.goTo({ kind: "section", index })
      }}
    />
  )
  const openNote = useCallback(
    (id: string): void => {
      setFocusedNote(id)
      setPanel("notes")
      if (!hasSide) setSheet("notes")
    },
    [hasSide],
  )
  const style = useMemo(() => ({ "--t-scale": sizeScale[size.size] }) as React.CSSProperties, [size.size])
  return (
    <div className="reader" style={style}>
      <ReaderHead
        place={place}
        material={material}
        outline={outline}
        page={reading?.page}
        size={size.size}
        onSize={(next) => {
          text.keepPlace.remember()
          size.choose(next)
        }}
        onSearch={() => setSearching(true)}
        onOutline={hasSide && !hasOutline ? () => setSheet("outline") : undefined}
      />
      {hasOutline && outlinePanel}
      <TextColumn
        scroller={scroller}
        leaf={leaf}
        text={text}
        notes={notes}
        cited={jumps.cited}
        size={size.size}
        onOpenNote={openNote}
        label={material.title}
      >
        {selected && <SelectionBar selected={selected} actions={actions} />}
      </TextColumn>
      {hasSide && <SidePanel panel={panel} onPanel={setPanel} {...panelProps} />}
      {!hasSide && <PhoneBar onOpen={setSheet} onPanel={setPanel} />}
      {sheet !== undefined && (
        <SideSheet sheet={sheet} onClose={() => setSheet(undefined)} outlinePanel={outlinePanel} {...panelProps} />
      )}
      {isSearching && (
        <SearchDialog
          materialId={place.materialId}
          onClose={() => setSearching(false)}
          onChoose={(range) => {
            setSearching(false)
            goToPassage(range)
          }}
        />
      )}
      {cardSource && <MakeCardDialog question="" {...cardSource} onClose={() => setCardSource(undefined)} />}
    </div>
  )
}

/** A passage as the tutor would cite it. */
function citationOf({ ownerId, materialId }: Place, material: Material, outline: Outline, passage: Passage): Citation {
  const section = outline.sections.findLast(({ start }) => start <= passage.start)
  return {
    number: 1,
    ownerId,
    materialId,
    materialTitle: material.title,
    sectionIndex: section?.index ?? 0,
    headingPath: section ? [section.title] : [],
    pageNumber: section?.pageStart ?? null,
    start: passage.start,
    end: passage.end,
    quote: passage.text,
  }
}
