import { z } from "zod"
import { type App, cutPage, decodeCursor, pageOf } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { deleteMaterial, editMaterial, restoreMaterial, tagMaterial } from "./edit-material.ts"
import {
  deletedMaterialSchema,
  materialEditSchema,
  materialParams,
  materialSchema,
  materialsQuery,
  tagsInputSchema,
} from "./library.schema.ts"
import { listDeleted, listMaterials, showMaterial } from "./list-materials.ts"
import { reprocessMaterial, retryMaterial } from "./retry-material.ts"

const tags = ["library"]

export function materialRoutes(app: App, deps: Deps): void {
  app.get(
    "/materials",
    {
      schema: {
        summary: "Your materials and the library's, the newest first",
        tags,
        querystring: materialsQuery,
        response: { 200: pageOf(materialSchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { cursor, limit, q, status, tag } = request.query
      const before = cursor === undefined ? null : decodeCursor(cursor)
      const filter = definedOnly({ text: q, status, tag })
      const rows = await listMaterials(deps, request.learner.userId, filter, { before, limit: limit + 1 })
      return cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
  )

  app.get(
    "/materials/deleted",
    {
      schema: {
        summary: "What you deleted and can still restore, the last deleted first",
        tags,
        response: { 200: z.object({ items: z.array(deletedMaterialSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => ({ items: await listDeleted(deps, request.learner.userId) }),
  )

  app.get(
    "/materials/:ownerId/:id",
    {
      schema: { summary: "A material", tags, params: materialParams, response: { 200: materialSchema } },
      config: { role: "student" },
    },
    (request) => showMaterial(deps, request.learner.userId, request.params.ownerId, request.params.id),
  )

  app.patch(
    "/materials/:ownerId/:id",
    {
      schema: {
        summary: "Change what a material is called and filed under",
        tags,
        params: materialParams,
        body: materialEditSchema,
        response: { 200: materialSchema },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { ownerId, id } = request.params
      const { userId } = request.learner
      await editMaterial(deps, userId, { ownerId, id }, definedOnly(request.body))
      return showMaterial(deps, userId, ownerId, id)
    },
  )

  app.put(
    "/materials/:ownerId/:id/tags",
    {
      schema: {
        summary: "Replace your tags of a material; those found automatically stay",
        tags,
        params: materialParams,
        body: tagsInputSchema,
        response: { 200: materialSchema },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { ownerId, id } = request.params
      const { userId } = request.learner
      await tagMaterial(deps, userId, { ownerId, id }, request.body.tags)
      return showMaterial(deps, userId, ownerId, id)
    },
  )

  app.delete(
    "/materials/:ownerId/:id",
    {
      schema: {
        summary: "Delete a material; it can be restored",
        tags,
        params: materialParams,
        response: { 204: z.null() },
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      await deleteMaterial(deps, request.learner.userId, request.params.ownerId, request.params.id)
      return reply.code(204).send(null)
    },
  )

  const actions = [
    { name: "restore", status: 200, summary: "Take a deletion back", run: restoreMaterial },
    {
      name: "retry",
      status: 202,
      summary: "Try a failed material again from the step that failed",
      run: retryMaterial,
    },
    {
      name: "reprocess",
      status: 202,
      summary: "Process a material anew from its original; notes and progress move along",
      run: reprocessMaterial,
    },
  ] as const
  for (const { name, status, summary, run } of actions) {
    app.post(
      `/materials/:ownerId/:id/${name}`,
      {
        schema: { summary, tags, params: materialParams, response: { [status]: materialSchema } },
        config: { role: "student" },
      },
      async (request, reply) => {
        const { ownerId, id } = request.params
        const { userId } = request.learner
        await run(deps, userId, ownerId, id)
        return reply.code(status).send(await showMaterial(deps, userId, ownerId, id))
      },
    )
  }
}
