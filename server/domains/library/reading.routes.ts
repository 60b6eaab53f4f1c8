import { z } from "zod"
import { type App, idParams } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import {
  materialParams,
  newNoteSchema,
  noteEditSchema,
  noteSchema,
  outlineSchema,
  passageSchema,
  rangeQuery,
  readingReportSchema,
  readingStandingSchema,
  sectionParams,
  sectionTextSchema,
} from "./library.schema.ts"
import { openOutline, readPassage, readSection } from "./read-material.ts"
import { editNote, readNotes, removeNote, takeNote } from "./take-notes.ts"
import { trackReading } from "./track-reading.ts"

const tags = ["reading"]

export function readingRoutes(app: App, deps: Deps): void {
  app.get(
    "/materials/:ownerId/:id/outline",
    {
      schema: {
        summary: "The outline, with how far you read",
        tags,
        params: materialParams,
        response: { 200: outlineSchema },
      },
      config: { role: "student" },
    },
    (request) => openOutline(deps, request.learner.userId, request.params.ownerId, request.params.id),
  )

  app.get(
    "/materials/:ownerId/:id/sections/:index",
    {
      schema: { summary: "The text of a section", tags, params: sectionParams, response: { 200: sectionTextSchema } },
      config: { role: "student" },
    },
    (request) => {
      const { ownerId, id, index } = request.params
      return readSection(deps, request.learner.userId, { ownerId, materialId: id, sectionIndex: index })
    },
  )

  app.get(
    "/materials/:ownerId/:id/passage",
    {
      schema: {
        summary: "A passage with what stands around it",
        tags,
        params: materialParams,
        querystring: rangeQuery,
        response: { 200: passageSchema },
      },
      config: { role: "student" },
    },
    (request) => {
      const { ownerId, id } = request.params
      const { start, end = start + 1000 } = request.query
      return readPassage(deps, request.learner.userId, { ownerId, materialId: id, start, end })
    },
  )

  app.put(
    "/materials/:ownerId/:id/progress",
    {
      schema: {
        summary: "Say how far you have read",
        tags,
        params: materialParams,
        body: readingReportSchema,
        response: { 200: readingStandingSchema },
      },
      config: { role: "student" },
    },
    (request) => {
      const { ownerId, id } = request.params
      return trackReading(deps, request.learner.userId, { ownerId, materialId: id }, request.body)
    },
  )

  noteRoutes(app, deps)
}

function noteRoutes(app: App, deps: Deps): void {
  app.get(
    "/materials/:ownerId/:id/notes",
    {
      schema: {
        summary: "Your notes and highlights, in reading order",
        tags,
        params: materialParams,
        response: { 200: z.object({ items: z.array(noteSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { ownerId, id } = request.params
      return { items: await readNotes(deps, request.learner.userId, { ownerId, materialId: id }) }
    },
  )

  app.post(
    "/materials/:ownerId/:id/notes",
    {
      schema: {
        summary: "Highlight a passage or write a note on it",
        tags,
        params: materialParams,
        body: newNoteSchema,
        response: { 201: noteSchema },
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { ownerId, id } = request.params
      const note = await takeNote(deps, request.learner.userId, { ownerId, materialId: id }, request.body)
      return reply.code(201).send(note)
    },
  )

  app.patch(
    "/notes/:id",
    {
      schema: {
        summary: "Change the words of a note",
        tags,
        params: idParams,
        body: noteEditSchema,
        response: { 200: noteSchema },
      },
      config: { role: "student" },
    },
    (request) => editNote(deps, request.learner.userId, request.params.id, request.body.body),
  )

  app.delete(
    "/notes/:id",
    {
      schema: { summary: "Remove a note", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      await removeNote(deps, request.learner.userId, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
