import { z } from "zod"
import { type App, idField, idParams, pageOf, pageQuery } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { InvalidError } from "../../shared/errors.ts"
import type { Asset } from "./asset.ts"
import { assetChangeSchema, assetSchema, assetStatusField, assetTypeField, summarySchema } from "./authoring.schema.ts"
import { approveAsset, editAsset, rejectAsset } from "./judge-asset.ts"
import { listAssets, listSummaries } from "./list-assets.ts"

const tags = ["authoring"]
const materialParams = z.object({ ownerId: idField, id: idField })

export function routes(app: App, deps: Deps): void {
  app.get(
    "/materials/:ownerId/:id/assets",
    {
      schema: {
        summary:
          "What was made from a material, in reading order; without rejected items and summaries unless asked for",
        tags,
        params: materialParams,
        querystring: pageQuery.extend({
          type: assetTypeField.optional(),
          status: assetStatusField.optional(),
          section: z.coerce
            .number()
            .int()
            .min(0)
            .max(2_147_483_647)
            .optional()
            .describe("what was made from this section alone"),
        }),
        response: { 200: pageOf(assetSchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { cursor, limit, type, status, section } = request.query
      const { userId } = request.learner
      const rows = await listAssets(deps, userId, {
        ownerId: request.params.ownerId,
        materialId: request.params.id,
        after: cursor === undefined ? null : decodePlace(cursor),
        limit: limit + 1,
        ...definedOnly({ type, status, sectionIndex: section }),
      })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items: items.map(viewOf), nextCursor: rows.length > limit && last ? encodePlace(last) : null }
    },
  )

  app.get(
    "/materials/:ownerId/:id/summaries",
    {
      schema: {
        summary: "The telling sentences of each section",
        tags,
        params: materialParams,
        response: { 200: z.object({ items: z.array(summarySchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { userId } = request.learner
      const { ownerId, id: materialId } = request.params
      const rows = await listSummaries(deps, userId, { ownerId, materialId })
      return {
        items: rows.flatMap(({ sectionIndex, evidence, content }) =>
          sectionIndex === null
            ? []
            : [
                {
                  sectionIndex,
                  start: evidence.start,
                  end: evidence.end,
                  pageNumber: evidence.pageNumber,
                  text: content.answer,
                },
              ],
        ),
      }
    },
  )

  app.post(
    "/assets/:id/approve",
    {
      schema: { summary: "Make a draft a question or card", tags, params: idParams, response: { 200: assetSchema } },
      config: { role: "student" },
    },
    async (request) => viewOf(await approveAsset(deps, request.learner.userId, request.params.id)),
  )

  app.post(
    "/assets/:id/reject",
    {
      schema: { summary: "Take an item out for good", tags, params: idParams, response: { 200: assetSchema } },
      config: { role: "student" },
    },
    async (request) => viewOf(await rejectAsset(deps, request.learner.userId, request.params.id)),
  )

  app.patch(
    "/assets/:id",
    {
      schema: {
        summary: "Change a draft",
        tags,
        params: idParams,
        body: assetChangeSchema,
        response: { 200: assetSchema },
      },
      config: { role: "student" },
    },
    async (request) =>
      viewOf(await editAsset(deps, request.learner.userId, request.params.id, definedOnly(request.body))),
  )
}

function viewOf({ content: { definition: _, ...content }, ...asset }: Asset) {
  return { ...asset, ...content }
}

const encodePlace = ({ evidence, id }: Asset) => Buffer.from(JSON.stringify([evidence.start, id])).toString("base64url")

const placeShape = z.tuple([z.number().int(), z.uuid()])

function decodePlace(cursor: string): { start: number; id: string } {
  try {
    const [start, id] = placeShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")))
    return { start, id }
  } catch {
    throw new InvalidError("cursor-invalid", "This page of the list no longer exists. Start from its beginning.")
  }
}
